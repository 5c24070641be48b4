import { formatCount } from '../../shared/format.ts';
import { PeopleInCharge } from '../../shared/ui/in-charge-board.tsx';
import { useWords } from '../../shared/words/words.ts';
import type { Around } from './area-api.ts';
import styles from './area-panel.module.css';

/** The people in charge of the grids, communities and streets that the area touches, nearest first. Whether they are on duty now is not known: nobody's shifts are. */
export function InChargeList({ around }: { around: Around }) {
  const words = useWords();
  return (
    <section className={styles.listPart} aria-label={words.area.inCharge}>
      <div className={styles.listHead}>
        <h3>{words.area.inCharge}</h3>
        <span role="status">{words.area.listOf(formatCount(around.inCharge.length), formatCount(around.inChargeTotal))}</span>
      </div>
      <div className={styles.board}>
        <p className={styles.boardNote}>{words.area.inChargeHint}</p>
        <PeopleInCharge people={around.inCharge} />
      </div>
    </section>
  );
}
