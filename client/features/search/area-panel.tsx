import { ArrowLeft, CircleDashed, MapPin } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '../../shared/api-call.ts';
import type { LinkArea } from '../../shared/area-code.ts';
import { formatClock } from '../../shared/china-time.ts';
import { formatCount } from '../../shared/format.ts';
import { useLink } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { clearArea, useSelection } from '../../shared/question.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { type AreaRowsQuery, useAreaRows, useAround, useChosenRows } from './area-api.ts';
import styles from './area-panel.module.css';
import { ChosenList } from './chosen-list.tsx';
import { FilterTags } from './filter-tags.tsx';
import { InChargeList } from './in-charge-list.tsx';
import { ResultList } from './result-list.tsx';
import { useAnswer } from './store.ts';
import { ThemeList } from './theme-list.tsx';
import { countElements } from './totals.ts';

interface AreaPanelProps {
  area: LinkArea;
  /** What the area is, above what lies in it. */
  head: ReactNode;
  /** What can be done with what was chosen. */
  actions?: ReactNode;
  /** The middle of the map. */
  center: [number, number] | null;
  /** Name of a region or grid, where it is known. */
  placeName: (code: string) => string;
  /** Flies to the place that the server found fault with. */
  onFault: (position: [number, number]) => void;
}

/** What lies in the area, in three columns: candidates by theme, details, what was chosen. */
export function AreaPanel({ area, head, actions, center, placeName, onFault }: AreaPanelProps) {
  const words = useWords();
  const filter = useLink((link) => link.filter);
  // Candidates stay when one of them is looked at; every other filter holds for them too.
  const all = useAreaRows(area, filter.themes.length === 0 ? filter : { ...filter, themes: [] });
  const rows = useAreaRows(area, filter);
  const around = useAround(area, filter).data;
  const first = all.data?.pages[0];
  const isBare = first?.totals.length === 0 && filter.q === '' && filter.within === null;
  return (
    <section className={styles.panel} aria-label={words.area.title}>
      {head}
      {all.isPending && <Skeleton rows={10} />}
      {all.isError && !first && <RefusedArea error={all.error} onRetry={() => all.refetch()} onFault={onFault} />}
      {first && (
        <>
          {first.area.isRepaired && <p className={styles.repaired}>{words.area.repaired}</p>}
          {isBare ? (
            <Empty icon={<CircleDashed size={22} aria-hidden />} title={words.area.empty} hint={words.area.emptyHint} />
          ) : (
            <>
              <FilterTags placeName={placeName} />
              <Columns area={area} all={all} rows={rows} around={around} actions={actions} center={center} />
            </>
          )}
          <Foot asOf={first.asOf} />
        </>
      )}
    </section>
  );
}

interface ColumnsProps extends Pick<AreaPanelProps, 'area' | 'actions' | 'center'> {
  all: AreaRowsQuery;
  rows: AreaRowsQuery;
  around: ReturnType<typeof useAround>['data'];
}

/** Side by side where there is room; else what was found and what was chosen are two tabs. */
function Columns({ area, all, rows, around, actions, center }: ColumnsProps) {
  const words = useWords();
  const filter = useLink((link) => link.filter);
  const { selection, isEmpty } = useSelection();
  const chosen = useChosenRows(isEmpty ? null : area, filter, selection);
  const { details, tab } = useAnswer();
  const totals = all.data?.pages[0]?.totals ?? [];
  return (
    <>
      <div className={styles.tabs} role="tablist" aria-label={words.area.title}>
        {(['found', 'chosen'] as const).map((name) => (
          <button key={name} type="button" role="tab" aria-selected={tab === name} onClick={() => useAnswer.setState({ tab: name })}>
            {name === 'found' ? words.area.found : words.area.chosen}
            {name === 'chosen' && !isEmpty && <b>{formatCount(countElements(chosen.data?.pages[0]?.totals ?? []))}</b>}
          </button>
        ))}
      </div>
      <div className={styles.columns} data-tab={tab}>
        <ThemeList totals={totals} themed={filter.themes.length > 0 ? countElements(rows.data?.pages[0]?.totals ?? []) : null} around={around} />
        {details === 'in-charge' && around ? <InChargeList around={around} /> : <ResultList area={area} query={rows} filter={filter} center={center} />}
        <ChosenList query={chosen} actions={actions} />
      </div>
    </>
  );
}

function Foot({ asOf }: { asOf: string }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  return <footer className={styles.foot}>{words.area.asOf(formatClock(new Date(asOf), language))}</footer>;
}

/** The server's refusal, with a way to the place that it names. */
function RefusedArea({ error, onRetry, onFault }: { error: Error; onRetry: () => void; onFault: (position: [number, number]) => void }) {
  const words = useWords();
  const api = error instanceof ApiError ? error : null;
  // A piece that cannot be used is marked in the list of pieces above.
  const faults = (api?.problem?.errors ?? []).filter(({ pointer, location }) => location || !pointer?.startsWith('/parts'));
  // What is too large is so as a whole, nowhere in particular.
  const places = faults.filter(({ location, reason }) => location && reason !== 'area-too-large');
  const isTooBig = api?.status === 413 || api?.problemName === 'too-slow';
  return (
    <Failure error={error} title={isTooBig ? words.area.tooBig : words.area.refused} {...(api?.isPassing ? { onRetry } : {})}>
      {isTooBig && <p>{words.area.tooBigHint}</p>}
      <ul className={styles.faults}>
        {faults.map((fault) => ({ fault, text: refusalText(fault, words) })).filter(({ fault, text }) => text === null || places.includes(fault)).map(({ fault, text }) => (
          <li key={`${fault.pointer}${fault.detail}`}>
            {/* The reason stands above already; of several it is said again which is where. */}
            {text === null ? <span lang="en">{fault.detail}</span> : faults.length > 1 && text}
            {places.includes(fault) && (
              <Button size="s" icon={<MapPin size={13} aria-hidden />} onClick={() => fault.location && onFault(fault.location)}>
                {words.area.showFault}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button size="s" onClick={clearArea} icon={<ArrowLeft size={13} aria-hidden />}>
        {words.area.clear}
      </Button>
    </Failure>
  );
}
