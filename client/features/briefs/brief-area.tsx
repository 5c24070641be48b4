import { Replace, SquareDashedMousePointer } from 'lucide-react';
import type { BriefDetail } from '#contract/briefs.ts';
import { changeLink } from '../../shared/link-store.ts';
import { useAreaQuestion, useSelection } from '../../shared/question.ts';
import { Button } from '../../shared/ui/button.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { describeFailure } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useChangeBrief } from './api.ts';
import { briefWordsOf, draftOf } from './draft.ts';

/** The brief's area taken back onto the map with its selection, to be looked at or changed; and the changed one taken over. */
export function BriefArea({ brief, mayChange }: { brief: BriefDetail; mayChange: boolean }) {
  const words = useWords();
  const change = useChangeBrief(brief.id);
  const question = useAreaQuestion();
  const { selection, isEmpty } = useSelection();
  const isOther = question !== null && (JSON.stringify(question) !== JSON.stringify(brief.question) || JSON.stringify(selection) !== JSON.stringify(brief.selection));
  const take = () => {
    if (!question) return;
    const draft = briefWordsOf(draftOf(brief), brief.selection.themes);
    change.mutate(
      { ...draft, version: brief.version, question, selection: isEmpty ? brief.selection : selection },
      { onSuccess: () => notify(words.briefs.areaTaken, 'good'), onError: (error) => notify(describeFailure(error, words), 'warn') },
    );
  };
  return (
    <>
      <Button size="s" look="quiet" icon={<SquareDashedMousePointer size={13} aria-hidden />} onClick={() => openArea(brief)}>
        {words.briefs.showArea}
      </Button>
      {mayChange && isOther && (
        <Button size="s" look="quiet" icon={<Replace size={13} aria-hidden />} disabled={change.isPending} onClick={take}>
          {words.briefs.takeArea}
        </Button>
      )}
    </>
  );
}

function openArea({ question, selection }: BriefDetail): void {
  const { parts, themes = [], q = '', within = null, nearTo = null } = question;
  changeLink({ area: { parts }, filter: { themes, q, within, nearTo }, selection, open: null }, 'push');
}
