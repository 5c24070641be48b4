import type { DutyDecisions, OpenDuties } from '#contract/border-duties.ts';

/** A county that was divided for the first time has thousands: the next ones come when these are decided. */
export const mostShown = 30;

/** What the reader has chosen and not sent yet. */
export interface Choices {
  /** Grid by duty. */
  decided: ReadonlyMap<number, string>;
  /** Duties of the people chosen for a grid. */
  appointed: ReadonlyMap<string, ReadonlySet<number>>;
}
export const noChoices: Choices = { decided: new Map(), appointed: new Map() };

/** An empty code takes the choice back. */
export function withDecided(choices: Choices, dutyId: number, code: string): Choices {
  const decided = new Map(choices.decided);
  if (code === '') decided.delete(dutyId);
  else decided.set(dutyId, code);
  return { ...choices, decided };
}

export function withAppointed(choices: Choices, code: string, dutyId: number, isChosen: boolean): Choices {
  const people = new Set(choices.appointed.get(code));
  if (isChosen) people.add(dutyId);
  else people.delete(dutyId);
  return { ...choices, appointed: new Map(choices.appointed).set(code, people) };
}

/** What is sent: of the choices those that are still open, so that what others have decided meanwhile stops nothing. */
export function toDecisions({ decided, appointed }: Choices, { undecided, unattended }: Pick<OpenDuties, 'undecided' | 'unattended'>): DutyDecisions {
  return {
    decided: undecided.flatMap(({ dutyId, choices }) => {
      const gridCode = decided.get(dutyId);
      return choices.some(({ code }) => code === gridCode) && gridCode !== undefined ? [{ dutyId, gridCode }] : [];
    }),
    appointed: unattended.flatMap(({ code, candidates }) => candidates.filter((dutyId) => appointed.get(code)?.has(dutyId)).map((dutyId) => ({ dutyId, gridCode: code }))),
  };
}
