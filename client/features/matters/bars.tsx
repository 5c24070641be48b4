import styles from './matters-panel.module.css';

export interface Bar {
  key: string;
  /** Said to who cannot see the bar: the whole name and the number. */
  label: string;
  value: number;
  /** Under the bar; left out where there is no room. */
  tick: string;
}
const width = 100;
const height = 56;

/** Bars that are buttons: each opens the list of what it counts. */
export function Bars({ title, bars, onOpen }: { title: string; bars: Bar[]; onOpen: (bar: Bar) => void }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = width / bars.length;
  return (
    <figure className={styles.chart}>
      <figcaption>
        {title}
        <small>{most}</small>
      </figcaption>
      <div className={styles.bars} style={{ height }}>
        {/* The shape is for the eye; the buttons over it carry names and numbers. */}
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} className={styles.axis} />
          {bars.map(({ key, value }, index) => (
            <rect key={key} x={index * step + step * 0.12} width={step * 0.76} y={height - 1 - (value / most) * (height - 4)} height={(value / most) * (height - 4)} />
          ))}
        </svg>
        <ul aria-label={title}>
          {bars.map((bar) => (
            <li key={bar.key}>
              <button type="button" title={bar.label} aria-label={bar.label} disabled={bar.value === 0} onClick={() => onOpen(bar)} />
            </li>
          ))}
        </ul>
      </div>
      <div className={styles.ticks} aria-hidden="true">
        {bars.map(({ key, tick }) => (
          <span key={key}>{tick}</span>
        ))}
      </div>
    </figure>
  );
}
