import { ArrowLeft, CircleDashed, MapPin } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '../../shared/api-call.ts';
import type { LinkArea } from '../../shared/area-code.ts';
import { formatClock } from '../../shared/format.ts';
import { useLink } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { clearArea } from '../../shared/question.ts';
import { noFilter } from '../../shared/question-code.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useAreaRows } from './api.ts';
import styles from './area-panel.module.css';
import { AreaTotals } from './area-totals.tsx';
import { ResultList } from './result-list.tsx';
import { countElements } from './totals.ts';

interface AreaPanelProps {
  area: LinkArea;
  /** What the area is, above what lies in it. */
  head: ReactNode;
  /** Flies to the place that the server found fault with. */
  onFault: (position: [number, number]) => void;
}

/** What lies in the area: totals by kind and category, and the rows. */
export function AreaPanel({ area, head, onFault }: AreaPanelProps) {
  const words = useWords();
  const filter = useLink((link) => link.filter);
  const whole = useAreaRows(area, noFilter);
  const rows = useAreaRows(area, filter);
  const first = whole.data?.pages[0];
  const total = countElements(first?.totals ?? []);
  return (
    <section className={styles.panel} aria-label={words.area.title}>
      {head}
      {whole.isPending && <Skeleton rows={10} />}
      {whole.isError && !first && <RefusedArea error={whole.error} onRetry={() => whole.refetch()} onFault={onFault} />}
      {first && (
        <>
          {first.area.isRepaired && <p className={styles.repaired}>{words.area.repaired}</p>}
          {total === 0 ? (
            <Empty icon={<CircleDashed size={22} aria-hidden />} title={words.area.empty} hint={words.area.emptyHint} />
          ) : (
            <>
              <AreaTotals totals={first.totals} total={total} />
              <ResultList query={rows} filter={filter} total={countElements(rows.data?.pages[0]?.totals ?? [])} />
            </>
          )}
          <Foot asOf={first.asOf} />
        </>
      )}
    </section>
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
  const faults = api?.problem?.errors ?? [];
  const isTooBig = api?.status === 413 || api?.problemName === 'too-slow';
  return (
    <Failure error={error} title={isTooBig ? words.area.tooBig : words.area.refused} {...(api?.isPassing ? { onRetry } : {})}>
      {isTooBig && <p>{words.area.tooBigHint}</p>}
      <ul className={styles.faults}>
        {faults.map((fault) => (
          <li key={`${fault.pointer}${fault.detail}`}>
            <span lang="en">{fault.detail}</span>
            {fault.location && (
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
