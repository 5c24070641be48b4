import styles from './wordmark.module.css';

/** The mark (a town cut into grids, one of them lit) and the name. */
export function Wordmark({ name, size = 22 }: { name: string; size?: number }) {
  return (
    <span className={styles.wordmark} style={{ fontSize: size * 0.8 }}>
      <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
        <rect x="1" y="1" width="22" height="22" rx="6" fill="var(--accent)" />
        <path d="M1 10.2h22M9.4 1v22M9.4 16.4H23M16 1v9.2" stroke="var(--on-accent)" strokeOpacity="0.55" strokeWidth="1.3" />
        <path d="M9.4 10.2H23v6.2H9.4z" fill="var(--on-accent)" />
      </svg>
      <strong>{name}</strong>
    </span>
  );
}
