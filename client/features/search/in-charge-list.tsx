import { formatCount } from '../../shared/format.ts';
import { InChargeBoard } from '../../shared/ui/in-charge-board.tsx';
import { useWords } from '../../shared/words/words.ts';
import type { Around } from './area-api.ts';
import styles from './area-panel.module.css';

/** Who is on duty here: the people in charge of the grids, communities and streets that the area touches, nearest first. */
export function InChargeList({ around }: { around: Around }) {
  const words = useWords();
  return (
    <section className={styles.listPart} aria-label={words.area.inCharge}>
      <div className={styles.listHead}>
        <h3>{words.area.inCharge}</h3>
        <span role="status">{words.area.listOf(formatCount(around.inCharge.length), formatCount(around.inChargeTotal))}</span>
      </div>
      <div className={styles.board}>
        <InChargeBoard people={around.inCharge} />
      </div>
    </section>
  );
}
