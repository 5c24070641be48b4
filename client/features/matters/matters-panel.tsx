import { CircleDashed, Lock, SearchX } from 'lucide-react';
import type { SessionInfo } from '#contract/identity.ts';
import type { MatterAnswer } from '#contract/matters.ts';
import type { LinkArea } from '../../shared/area-code.ts';
import { formatClock } from '../../shared/china-time.ts';
import { formatCount } from '../../shared/format.ts';
import type { Bounds } from '../../shared/geometry.ts';
import { changeLink, openMatter } from '../../shared/link-store.ts';
import type { CaseFilter, MatterLink } from '../../shared/matter-code.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Note } from '../../shared/ui/card.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useMatterAnswer } from './api.ts';
import { HotspotsSection } from './hotspots-section.tsx';
import { ClassTree, MatterPicker } from './matter-picker.tsx';
import styles from './matters-panel.module.css';
import { type PlaceActions, PlacesSection, RepeatsSection } from './places-section.tsx';
import { QuestionBar } from './question-bar.tsx';
import { SimilarSection } from './similar-section.tsx';
import { TrendSection } from './trend-section.tsx';
import { DepartmentsSection } from './units-section.tsx';

interface MattersPanelProps {
  session: SessionInfo;
  link: MatterLink | null;
  area: LinkArea | null;
  /** The region or grid whose card is open. */
  openArea: string | null;
  onPlace: PlaceActions['onPlace'];
  onFit: (bounds: Bounds) => void;
}
const shownMatters = 12;

/** 以事项找地点: a matter, a period and a place in; where, why, who and how out. */
export function MattersPanel({ session, link, area, openArea, onPlace, onFit }: MattersPanelProps) {
  const words = useWords();
  const mayRead = session.rights.includes('events.read');
  const query = useMatterAnswer(mayRead ? link : null, area);
  if (!mayRead) return <Empty icon={<Lock size={22} aria-hidden />} title={words.matters.noRight} hint={words.matters.noRightHint} />;
  const answer = query.data;
  return (
    <div className={styles.panel} aria-busy={query.isFetching}>
      <div className={styles.head}>
        <MatterPicker matter={link?.matter ?? null} onClear={() => changeLink({ matter: null, cases: null }, 'push')} />
        {link && <QuestionBar link={link} answer={answer} hasArea={area !== null} openArea={openArea} />}
      </div>
      {!link && (
        <>
          <p className={styles.intro}>{words.matters.intro}</p>
          <ClassTree />
        </>
      )}
      {link && query.isPending && <Skeleton rows={12} />}
      {link && query.isError && <Failure error={query.error} onRetry={() => query.refetch()} />}
      {link && answer && !query.isError && <Answer answer={answer} onPlace={onPlace} onFit={onFit} />}
    </div>
  );
}

function Answer({ answer, onPlace, onFit }: { answer: MatterAnswer; onPlace: PlaceActions['onPlace']; onFit: (bounds: Bounds) => void }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const onCases = (filter: CaseFilter) => changeLink({ cases: filter }, 'push');
  if (answer.matters.length === 0) return <Empty icon={<SearchX size={22} aria-hidden />} title={words.matters.noMatter} hint={words.matters.noMatterHint} />;
  const { totals } = answer;
  return (
    <>
      <MatterChips answer={answer} />
      <CountedOnly answer={answer} />
      {totals.cases === 0 ? (
        answer.countedOnly === null && <Empty icon={<CircleDashed size={22} aria-hidden />} title={words.matters.noCases} hint={words.matters.noCasesHint(answer.period.from, answer.period.to)} />
      ) : (
        <>
          <dl className={styles.totals}>
            <Total label={words.matters.totalCases} value={totals.cases} onOpen={() => onCases({})} />
            <Total label={words.matters.totalOpen} value={totals.open} onOpen={() => onCases({ state: 'open' })} />
            <Total label={words.matters.totalReturns} value={totals.returns} onOpen={() => onCases({ reopened: 'yes' })} />
            <Total label={words.matters.totalPlaces} value={totals.places} />
          </dl>
          <PlacesSection answer={answer} onPlace={onPlace} onCases={onCases} />
          <RepeatsSection answer={answer} onPlace={onPlace} onCases={onCases} />
          <HotspotsSection answer={answer} onFit={onFit} onCases={onCases} />
          <TrendSection trend={answer.trend} onCases={onCases} />
          <DepartmentsSection answer={answer} onCases={onCases} />
          <SimilarSection answer={answer} />
        </>
      )}
      <footer className={styles.foot}>{words.area.asOf(formatClock(new Date(answer.asOf), language))}</footer>
    </>
  );
}

function Total({ label, value, onOpen }: { label: string; value: number; onOpen?: () => void }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{onOpen && value > 0 ? <button type="button" aria-label={`${label} ${value}`} onClick={onOpen}>{formatCount(value)}</button> : formatCount(value)}</dd>
    </div>
  );
}

/** Which matters the words or the class mean, those with cases first; each can be looked at alone. */
function MatterChips({ answer }: { answer: MatterAnswer }) {
  const words = useWords();
  const { matters } = answer;
  const [only] = matters;
  if (matters.length === 1 && only) {
    return (
      <p className={styles.single}>
        <b>{only.name}</b> <small>{only.path.map(({ name }) => name).join(' › ')}</small>
        <small>{words.matters.ownedBy(only.roleTitle ? `${only.ownerTitle}（${only.roleTitle}）` : only.ownerTitle, only.handle.amount, only.handle.unit)}</small>
      </p>
    );
  }
  const sorted = [...matters].sort((a, b) => b.cases - a.cases);
  return (
    <ul className={styles.chips} aria-label={words.matters.meant(matters.length)}>
      {sorted.slice(0, shownMatters).map(({ code, name, cases }) => (
        <li key={code}>
          <Button size="s" onClick={() => openMatter(code)}>
            {name} <small>{formatCount(cases)}</small>
          </Button>
        </li>
      ))}
      {matters.length > shownMatters && <li>{words.matters.andMore(matters.length - shownMatters)}</li>}
    </ul>
  );
}

/** Cases about protected people: a number, at most by grid, and never a point. */
function CountedOnly({ answer }: { answer: MatterAnswer }) {
  const words = useWords();
  const { countedOnly } = answer;
  if (!countedOnly) return null;
  return (
    <div className={styles.counted}>
      <Lock size={14} aria-hidden />
      <p>{countedOnly.cases === null ? words.matters.countedFew : words.matters.counted(formatCount(countedOnly.cases))}</p>
      {countedOnly.areas.length > 0 && <Note>{countedOnly.areas.slice(0, 8).map(({ name, cases }) => `${name} ${cases}`).join('，')}</Note>}
    </div>
  );
}
