import { CircleAlert, CloudOff, Lock, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '../api-call.ts';
import { whyRefused } from '../refusal-text.ts';
import { type Words, useWords, wordFor } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './states.module.css';

const bars = Array.from({ length: 12 }, (_, place) => ({ place, width: `${[92, 64, 78, 50][place % 4]}%` }));

/** Grey bars in the place of what is being loaded. */
export function Skeleton({ rows = 4 }: { rows?: number }) {
  const words = useWords();
  return (
    <div className={styles.skeleton} role="status" aria-label={words.common.loading}>
      {bars.slice(0, rows).map((bar) => (
        <span key={bar.place} style={{ width: bar.width }} />
      ))}
    </div>
  );
}

/** Nothing to show, and what to do about it. */
export function Empty({ icon, title, hint, children }: { icon?: ReactNode; title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className={styles.state}>
      {icon && <span className={styles.icon}>{icon}</span>}
      <p className={styles.title}>{title}</p>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </div>
  );
}

/** The reader's words for a failure, with the server's reason where it gives one. */
export function describeFailure(error: unknown, words: Words): string {
  const { title, why } = failureWords(error, words);
  return why === null ? title : title + words.common.because + why;
}

/** What is not there is said once: its reason names the thing, so that it stands in place of the general sentence. */
function failureWords(error: unknown, words: Words): { title: string; why: string | null } {
  const why = whyRefused(error, words);
  return why !== null && error instanceof ApiError && error.status === 404 ? { title: why, why: null } : { title: failureTitle(error, words), why };
}

function failureTitle(error: unknown, words: Words): string {
  if (!(error instanceof ApiError)) return wordFor(words.problems, 'unknown');
  if (error.kind !== 'problem') return wordFor(words.problems, error.kind);
  return Object.hasOwn(words.problems, error.problemName) ? wordFor(words.problems, error.problemName) : (error.problem?.title ?? wordFor(words.problems, 'unknown'));
}

/** A failure with what the server said, the request's id, and a way to ask again where that may help. */
export function Failure({ error, title, onRetry, children }: { error: unknown; title?: string; onRetry?: () => void; children?: ReactNode }) {
  const words = useWords();
  const api = error instanceof ApiError ? error : null;
  const isForbidden = api?.status === 403 || api?.status === 404;
  const said = failureWords(error, words);
  const hint = said.why ?? (title === undefined ? null : said.title);
  const Icon = api?.kind === 'offline' ? CloudOff : isForbidden ? Lock : CircleAlert;
  return (
    <div className={styles.state} role="alert">
      <span className={styles.icon}>
        <Icon size={22} aria-hidden />
      </span>
      <p className={styles.title}>{title ?? said.title}</p>
      {hint !== null && <p className={styles.hint}>{hint}</p>}
      {children}
      {onRetry && !isForbidden && (
        <Button size="s" onClick={onRetry} icon={<RotateCw size={14} aria-hidden />}>
          {words.common.retry}
        </Button>
      )}
      {api?.problem && <FailureDetail error={api} />}
    </div>
  );
}

function FailureDetail({ error }: { error: ApiError }) {
  const words = useWords();
  return (
    <details className={styles.detail}>
      <summary>{words.common.serverSays}</summary>
      <p lang="en">{error.problem?.detail ?? error.problem?.title}</p>
      {error.requestId && (
        <p>
          {words.common.requestId} <code>{error.requestId}</code>
        </p>
      )}
    </details>
  );
}
