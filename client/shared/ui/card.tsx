import { ArrowLeft, LocateFixed, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { formatPosition, groupCode } from '../format.ts';
import { useWords } from '../words/words.ts';
import { IconButton } from './icon-button.tsx';
import styles from './card.module.css';
import { CopyButton } from './copy-button.tsx';

interface CardProps {
  /** Says to a screen reader which card is open. */
  title: string;
  subtitle?: ReactNode;
  icon: ReactNode;
  /** Present where a list lies under the card. */
  onBack?: (() => void) | undefined;
  onClose: () => void;
  onLocate?: (() => void) | undefined;
  children: ReactNode;
}

/** A card about one thing. Its title takes the focus when the card comes up, so that a keyboard reader is at its start. */
export function Card({ title, subtitle, icon, onBack, onClose, onLocate, children }: CardProps) {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Only from the map or the page: somebody who types in a list or in the search box keeps the focus there.
    const active = document.activeElement;
    if (title && (active === document.body || active instanceof HTMLCanvasElement)) heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <article className={styles.card} aria-label={title}>
      <header className={styles.head}>
        {onBack && (
          <IconButton size="s" label={words.common.back} onClick={onBack}>
            <ArrowLeft size={15} aria-hidden />
          </IconButton>
        )}
        <span className={styles.icon}>{icon}</span>
        <div className={styles.titles}>
          <h2 ref={heading} tabIndex={-1}>
            {title}
          </h2>
          {subtitle && <div className={styles.subtitle}>{subtitle}</div>}
        </div>
        {onLocate && (
          <IconButton size="s" label={words.card.goThere} onClick={onLocate}>
            <LocateFixed size={15} aria-hidden />
          </IconButton>
        )}
        <IconButton size="s" label={words.common.close} onClick={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      <div className={styles.body}>{children}</div>
    </article>
  );
}

export function CardSection({ title, hint, action, children }: { title: string; hint?: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3>{title}</h3>
        {hint && <small>{hint}</small>}
        {action && <span className={styles.action}>{action}</span>}
      </div>
      {children}
    </section>
  );
}

/** A code in groups that can be read out, with a button that copies it whole. */
export function CodeLine({ label, code }: { label: string; code: string }) {
  const words = useWords();
  return (
    <p className={styles.code}>
      <span className={styles.codeLabel}>{label}</span>
      <code>
        {groupCode(code).map((group) => (
          <span key={group.start}>{group.text}</span>
        ))}
      </code>
      <CopyButton text={code} label={`${words.common.copy} ${label}`} />
    </p>
  );
}

export function PositionLine({ position }: { position: [number, number] }) {
  const words = useWords();
  const text = formatPosition(position);
  return (
    <p className={styles.code}>
      <span className={styles.codeLabel}>{words.card.coordinates}</span>
      <code>{text}</code>
      <CopyButton text={text} label={`${words.common.copy} ${words.card.coordinates}`} />
    </p>
  );
}

export interface Fact {
  label: string;
  value: ReactNode;
}

export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Figures that matter, large. */
export function Figures({ figures }: { figures: { label: string; value: string }[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map((figure) => (
        <div key={figure.label}>
          <dt>{figure.label}</dt>
          <dd>{figure.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Note({ children }: { children: ReactNode }) {
  return <p className={styles.note}>{children}</p>;
}
