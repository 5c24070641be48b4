import { type Draft, dropDraft, readDraft, writeDraft } from './draft-store.ts';
import type { Step, Trail } from './history.ts';
import { isStep, readOlder } from './older-draft.ts';
import { applyPlanEdit, fits, type PlanDocument, reversePlanEdit } from './plan-edit.ts';

export const emptyTrail: Trail = { steps: [], done: 0 };

/** How a trail goes on. What is taken back from before the last saving is a step of its own. */
export function extend({ steps, done }: Trail, how: 'make' | 'join' | 'undo' | 'redo', step: Step): Trail {
  const pushed = (made: Step, from = done): Trail => ({ steps: [...steps.slice(0, from), made], done: from + 1 });
  switch (how) {
    case 'make':
      return pushed(step);
    case 'join':
      return pushed(step, Math.max(0, done - 1));
    case 'undo':
      return done > 0 ? { steps, done: done - 1 } : pushed({ ...step, edit: reversePlanEdit(step.edit) });
    case 'redo':
      return steps[done] === step ? { steps, done: done + 1 } : pushed(step);
  }
}

/** What can be gone on with of a draft: as it was written, else as another version of this program may have written it. */
export function readable(base: PlanDocument, draft: Trail): Trail {
  const asWritten = draft.steps.every(isStep) ? fitting(base, draft) : emptyTrail;
  if (asWritten.steps.length === draft.steps.length) return asWritten;
  const older = readOlder(base, draft);
  return older.steps.length > asWritten.steps.length ? older : asWritten;
}

/** The trail as far as it fits the document. */
function fitting(document: PlanDocument, { steps, done }: Trail): Trail {
  let at = document;
  for (const [place, step] of steps.entries()) {
    if (!fits(at, step.edit)) return { steps: steps.slice(0, place), done: Math.min(done, place) };
    at = applyPlanEdit(at, step.edit);
  }
  return { steps, done };
}

/** Under another key than the plan's own draft. */
const aside = (planId: string) => `lost:${planId}`;

/** Keeps a plan's trail in this browser, one write after the other. */
export class DraftKeeper {
  #written: readonly Step[] = [];
  #writing: Promise<void> = Promise.resolve();

  /** @param told whether drafts can be kept at all */
  constructor(private told: (isKept: boolean) => void) {}

  /** The draft of a plan, or null. */
  async read(planId: string): Promise<Draft | null> {
    await this.#writing;
    try {
      const draft = await readDraft(planId);
      this.#written = draft?.steps ?? [];
      return draft;
    } catch (error) {
      this.#fail(error);
      return null;
    }
  }

  keep(planId: string, version: number, { steps, done }: Trail): void {
    let same = 0;
    while (same < this.#written.length && this.#written[same] === steps[same]) same += 1;
    this.#written = steps;
    const at = Date.now();
    this.#queue(() => (done === 0 ? dropDraft(planId) : writeDraft({ planId, version, at, done, steps: [...steps] }, same)));
    if (done === 0) this.#written = [];
  }

  drop(planId: string): void {
    this.#written = [];
    this.#queue(() => dropDraft(planId));
  }

  /** Keeps a draft that cannot be gone on with beside what comes now, until it is dropped. */
  setAside(draft: Draft): void {
    this.#queue(() => writeDraft({ ...draft, planId: aside(draft.planId) }, 0));
  }

  async readAside(planId: string): Promise<Draft | null> {
    await this.#writing;
    const draft = await readDraft(aside(planId)).catch(() => null);
    return draft && { ...draft, planId };
  }

  dropAside(planId: string): void {
    this.#queue(() => dropDraft(aside(planId)));
  }

  /** When all that was to be written is written. */
  get settled(): Promise<void> {
    return this.#writing;
  }

  #queue(write: () => Promise<void>): void {
    this.#writing = this.#writing.then(write).then(
      () => this.told(true),
      (error: unknown) => this.#fail(error),
    );
  }

  /** A browser without storage: the screen says so, and the work goes on. */
  #fail(error: unknown): void {
    console.warn('drafts of borders cannot be kept', error);
    this.told(false);
  }
}
