/** What `npm run import` prints while it works: the step in hand with its rows, rows per second and time. */
import { formatSeconds } from './terminal.ts';

/** Where the progress is written: a terminal's line is written over, elsewhere a line comes every few seconds. */
export interface ProgressScreen {
  isTerminal: boolean;
  write(text: string): void;
  now(): number;
}
export interface ImportProgress {
  show(step: string, rows: number, isGrowing?: boolean): void;
  /** The time goes on, although no row is told. */
  tick(): void;
  /** No step is in hand any more. @param isDone whether the last one came to its end */
  end(isDone: boolean): void;
}
const quietMs = 5000;
/** Before that a rate says nothing. */
const rateMs = 300;
const clearLine = '\r\u001b[K';

interface Step {
  name: string;
  rows: number;
  isGrowing: boolean;
  startedAt: number;
}

export function createProgress({ isTerminal, write, now }: ProgressScreen): ImportProgress {
  let step: Step | null = null;
  let printedAt = now();
  const print = (line: string, stays: boolean) => {
    printedAt = now();
    write(isTerminal ? `${clearLine}${line}${stays ? '\n' : ''}` : `${line}\n`);
  };
  const finish = () => {
    if (step !== null) print(describeStep(step, now(), true), true);
    step = null;
  };
  return {
    show(name, rows, isGrowing = false) {
      if (step?.name !== name) {
        finish();
        step = { name, rows, isGrowing, startedAt: now() };
      } else step.rows = Math.max(step.rows, rows);
      if (isTerminal) print(describeStep(step, now(), false), false);
    },
    tick() {
      if (step !== null && (isTerminal || now() - printedAt >= quietMs)) print(describeStep(step, now(), false), false);
    },
    end(isDone) {
      if (isDone) finish();
      else if (isTerminal) write(clearLine);
      step = null;
    },
  };
}

/**
 * While a step counts its rows they are those so far; the database works off the others in one statement, where only the
 * time goes on and the rate is known at the end.
 */
function describeStep({ name, rows, isGrowing, startedAt }: Step, now: number, isOver: boolean): string {
  const elapsed = now - startedAt;
  const hasRate = rows > 0 && elapsed >= rateMs && (isGrowing || isOver);
  const parts = [rows > 0 ? `${count(rows)} rows` : '', hasRate ? `${count(Math.round((rows * 1000) / elapsed))} rows/s` : '', formatSeconds(elapsed)];
  return `${name}${isOver ? ':' : ' …'} ${parts.filter(Boolean).join(', ')}`;
}

const count = (rows: number) => rows.toLocaleString('en-US');
