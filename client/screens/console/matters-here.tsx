import { useEffect } from 'react';
import type { SessionInfo } from '#contract/identity.ts';
import type { MatterAnswer } from '#contract/matters.ts';
import { CaseList } from '../../features/events/case-list.tsx';
import { useMatterAnswer } from '../../features/matters/api.ts';
import { matterFeatures } from '../../features/matters/layers.ts';
import { MattersPanel } from '../../features/matters/matters-panel.tsx';
import { ItemHits } from '../../map/item-hits.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { changeLink, openCard, useLink } from '../../shared/link-store.ts';
import { useWords } from '../../shared/words/words.ts';
import { caseQuestion, caseTags, isAlone } from './case-question.ts';
import { goTo, useStage } from './stage-store.ts';
import { usePlaceName } from './use-place-name.ts';

/** The matter of the link, or the list of cases that one of its numbers opened. */
export function MattersHere({ session }: { session: SessionInfo }) {
  const matter = useLink((link) => link.matter);
  const cases = useLink((link) => link.cases);
  const area = useLink((link) => link.area);
  const openArea = useLink((link) => (link.open?.type === 'region' || link.open?.type === 'grid' ? link.open.code : null));
  if (cases !== null && session.rights.includes('events.read')) return <CasesHere />;
  // The map goes there once the card has its room: a flight that is under way would be ended by it.
  const onPlace = ({ position, code }: { position: [number, number]; code: string | null }) => openCard(code ? { type: 'element', code } : { type: 'place', position }, 'always');
  return <MattersPanel session={session} link={matter} area={area} openArea={openArea} onPlace={onPlace} onFit={goTo} />;
}

function CasesHere() {
  const words = useWords();
  const titles = useTitles();
  const matter = useLink((link) => link.matter);
  const area = useLink((link) => link.area);
  const cases = useLink((link) => link.cases) ?? {};
  const under = useLink((link) => link.filter.within);
  const placeName = usePlaceName(under);
  const answer = useMatterAnswer(matter, area).data;
  const title = isAlone(cases) || !matter ? words.events.list : `${nameOf(answer) || matter.matter} · ${words.events.list}`;
  const tags = caseTags(cases, { answer, placeName: under && placeName(under) }, words, (type, code) => titles.code(type, code) ?? code);
  return <CaseList question={caseQuestion(cases, { matter, area, under, answer })} title={title} tags={tags} onBack={() => changeLink({ cases: null }, 'push')} />;
}

function nameOf(answer: MatterAnswer | undefined): string {
  return answer?.matters.length === 1 ? (answer.matters[0]?.name ?? '') : '';
}

/** Draws the answer on the map, and lets clicks find its places. */
export function useMatterOnMap(session: SessionInfo): void {
  const stage = useStage((state) => state.stage);
  const matter = useLink((link) => link.matter);
  const area = useLink((link) => link.area);
  const answer = useMatterAnswer(session.rights.includes('events.read') ? matter : null, area).data;
  const shown = matter === null ? undefined : answer;
  useEffect(() => {
    stage?.setOverlay('matter', shown ? matterFeatures(shown) : null);
    useStage.setState({ marks: shown ? new ItemHits(shown.places.map(({ element, position, name }, index) => ({ id: index, code: element?.code ?? '', kind: element?.kind ?? '', name, position }))) : null });
  }, [stage, shown]);
}
