import type { Tone } from './plan-features.ts';
import styles from './tone-list.module.css';

/** What the colours of a plan's grids on the map mean. */
export function ToneList({ label, tones, className = '' }: { label: string; tones: readonly (readonly [tone: Tone, text: string])[]; className?: string }) {
  return (
    <ul className={`${styles.tones} ${className}`} aria-label={label}>
      {tones.map(([tone, text]) => (
        <li key={tone}>
          <i data-tone={tone} aria-hidden /> {text}
        </li>
      ))}
    </ul>
  );
}
