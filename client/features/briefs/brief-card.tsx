import { FileText, Pencil, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { BriefDetail } from '#contract/briefs.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { formatArea } from '../../shared/format.ts';
import { changeLink, openCard } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Card, CardSection, Facts } from '../../shared/ui/card.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { QuestionDialog } from '../../shared/ui/question-dialog.tsx';
import { describeFailure, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import { useBrief, useDeleteBrief } from './api.ts';
import { BriefComparison } from './brief-comparison.tsx';
import { BriefContent } from './brief-content.tsx';
import { BriefPictures } from './brief-pictures.tsx';
import styles from './briefs.module.css';
import { ExportButtons } from './export-buttons.tsx';
import { edit } from './store.ts';
import { TaskList } from './task-list.tsx';

interface BriefCardProps {
  id: string;
  mayWrite: boolean;
  /** Makes a mission of it; null for who may not. */
  onGive: ((brief: BriefDetail) => void) | null;
  onBack?: (() => void) | undefined;
  onClose: () => void;
  onLocate: (brief: BriefDetail) => void;
  takePicture: (() => Promise<string>) | null;
}

/** One brief: what it holds, as its reader may see it, and what can be done with it. */
export function BriefCard({ id, onBack, onClose, onLocate, ...rights }: BriefCardProps) {
  const words = useWords().briefs;
  const query = useBrief(id);
  const brief = query.data;
  const shell = { onClose, onBack, icon: <FileText size={18} aria-hidden /> };
  if (query.isPending) return <Card title={words.brief} {...shell}><Skeleton rows={8} /></Card>;
  if (!brief) return <Card title={words.brief} {...shell}><Failure error={query.error} onRetry={() => query.refetch()} /></Card>;
  return (
    <Card title={brief.title} subtitle={<span>{`${brief.number} · ${brief.place}`}</span>} onLocate={() => onLocate(brief)} {...shell}>
      <BriefActions brief={brief} {...rights} />
      <BriefFacts brief={brief} />
      <BriefComparison brief={brief} mayRenew={brief.isMine && rights.mayWrite} />
      <BriefContent brief={brief} />
      <TaskList tasks={brief.tasks} />
      <Contacts brief={brief} />
      <BriefPictures brief={brief} takePicture={brief.isMine && rights.mayWrite ? rights.takePicture : null} />
      <Missions brief={brief} />
    </Card>
  );
}

function BriefActions({ brief, mayWrite, onGive }: Pick<BriefCardProps, 'mayWrite' | 'onGive'> & { brief: BriefDetail }) {
  const words = useWords();
  const remove = useDeleteBrief(brief.id);
  const isOwn = brief.isMine && mayWrite;
  const [isAsking, setAsking] = useState(false);
  const removeNow = () => {
    setAsking(false);
    remove.mutate(undefined, {
      onSuccess: () => {
        notify(words.briefs.removed, 'good');
        changeLink({ open: null }, 'push');
      },
      onError: (error) => notify(describeFailure(error, words), 'warn'),
    });
  };
  return (
    <div className={styles.actions}>
      {onGive && (
        <Button size="s" look="primary" icon={<Send size={13} aria-hidden />} onClick={() => onGive(brief)}>
          {words.briefs.toMission}
        </Button>
      )}
      <ExportButtons brief={brief} />
      {isOwn && (
        <Button size="s" icon={<Pencil size={13} aria-hidden />} onClick={() => edit({ brief })}>
          {words.briefs.edit}
        </Button>
      )}
      {isOwn && brief.missions.length === 0 && (
        <Button size="s" look="quiet" icon={<Trash2 size={13} aria-hidden />} onClick={() => setAsking(true)} disabled={remove.isPending}>
          {words.briefs.remove}
        </Button>
      )}
      {isAsking && <QuestionDialog title={words.briefs.removeAsk} lead={words.briefs.removeLead} stay={words.common.cancel} go={words.briefs.remove} look="danger" onStay={() => setAsking(false)} onGo={removeNow} />}
    </div>
  );
}

function BriefFacts({ brief }: { brief: BriefDetail }) {
  const words = useWords().briefs;
  const language = usePreferences((state) => state.language);
  const say = (moment: string | null) => (moment ? formatMoment(moment, language) : '');
  const facts = [
    { label: words.period, value: brief.startsAt || brief.endsAt ? words.periodText(say(brief.startsAt), say(brief.endsAt)) : words.undated },
    { label: words.size, value: formatArea(brief.squareMeters, language) },
    { label: words.author, value: brief.owner },
    { label: words.asOf, value: say(brief.asOf) },
  ];
  return (
    <CardSection title={words.brief}>
      <Facts facts={facts} />
    </CardSection>
  );
}

function Contacts({ brief }: { brief: BriefDetail }) {
  const words = useWords().briefs;
  if (brief.contacts.length === 0) return null;
  return (
    <CardSection title={words.contacts}>
      <ul className={styles.lines}>
        {brief.contacts.map(({ dutyId, holder, roleTitle, area, phone }) => (
          <li key={`${dutyId}/${holder}/${phone}`} className={styles.line}>
            <b>{holder}</b>
            <small>{[area, roleTitle].filter(Boolean).join(' ')}</small>
            {phone && <a href={`tel:${phone}`}>{phone}</a>}
          </li>
        ))}
      </ul>
    </CardSection>
  );
}

function Missions({ brief }: { brief: BriefDetail }) {
  const words = useWords().briefs;
  if (brief.missions.length === 0) return null;
  return (
    <CardSection title={words.missionsOf}>
      <ul className={styles.lines}>
        {brief.missions.map(({ id, number, title, state }) => (
          <li key={id} className={styles.line}>
            <button type="button" className={styles.link} onClick={() => openCard({ type: 'mission', code: id }, 'if-hidden')}>
              {title}
            </button>
            <small>{`${number} · ${wordFor(words.missionStates, state)}`}</small>
          </li>
        ))}
      </ul>
    </CardSection>
  );
}
