import { freeSequence, lastSequence } from '#contract/border-codes.ts';
import type { BorderPlan } from '#contract/borders.ts';
import type { Coverage } from '#contract/coverage/coverage.ts';
import type { GridFacts } from './plan-edit.ts';

/** A code of that community that none of its grids has or ever had: 12 digits of the community and three of a number. Provisional until adoption. */
export function unusedCode(zone: string, plan: BorderPlan | null, coverages: readonly Coverage[]): string {
  const community = plan?.communities.find(({ code }) => code === zone);
  const used = coverages.flatMap(({ faces }) => [...faces.keys()].flatMap((code) => (code.startsWith(zone) ? [Number(code.slice(12))] : [])));
  const taken = new Set([...used, ...(community?.takenSequences ?? [])]);
  // Where all are used up the server says so.
  return zone + String(freeSequence(community?.nextSequence ?? 1, taken) ?? freeSequence(1, taken) ?? lastSequence).padStart(3, '0');
}

const numbered = /^(.*?)(\d+)(\D*)$/;

/** A name like those of the community's other grids, with the number of its code, or the next that none of them has; null where they follow no pattern. */
export function nameLikeOthers(code: string, facts: ReadonlyMap<string, GridFacts>): string | null {
  const zone = code.slice(0, 12);
  const names = [...facts].filter(([code, { kind }]) => code.startsWith(zone) && kind === 'base').map(([, { name }]) => numbered.exec(name));
  const [, start, , end] = names.find((match) => match !== null) ?? [];
  if (start === undefined || end === undefined) return null;
  const taken = new Set([...facts].filter(([other]) => other.startsWith(zone)).map(([, { name }]) => numbered.exec(name)).flatMap((match) => (match?.[1] === start ? [Number(match[2])] : [])));
  let number = Number(code.slice(12));
  while (taken.has(number)) number += 1;
  return `${start}${number}${end}`;
}

/** Whether another grid of the community has this name. */
export function isNameTaken(code: string, name: string, facts: ReadonlyMap<string, GridFacts>): boolean {
  return [...facts].some(([other, facts]) => other !== code && other.slice(0, 12) === code.slice(0, 12) && facts.name === name);
}
