import { bandTones } from '../../../map/border-style.ts';
import { useWords } from '../../../shared/words/words.ts';
import styles from './editor.module.css';
import own from './on-map.module.css';
import { useEditor } from './store.ts';

/** What the colours of the grids mean. */
export function BandLegend() {
  const words = useWords().borderEditor;
  const communities = useEditor((state) => state.plan?.communities);
  const bands = [...new Set(communities?.map(({ band }) => words.bandOf(band.min, band.max)))];
  return (
    <section className={own.legend} aria-label={words.legend}>
      <h3>
        {words.legend} {bands.length > 0 && <small>{words.bands(bands)}</small>}
      </h3>
      <ul>
        {bandTones.map((tone) => (
          <li key={tone}>
            <i className={styles.tone} data-tone={tone} aria-hidden /> {words.tones[tone]}
          </li>
        ))}
        <li>
          <i className={styles.tone} data-tone="new" aria-hidden /> ＋ {words.legendNew}
        </li>
        <li>
          <i className={styles.tone} data-tone="changed" aria-hidden /> ● {words.legendChanged}
        </li>
      </ul>
    </section>
  );
}
