import type { BorderPlan } from '#contract/borders.ts';
import type { Coverage } from '#contract/coverage/coverage.ts';

/** A code of that community that none of its grids has or ever had: 12 digits of the community and three of a number. Provisional until adoption. */
export function unusedCode(zone: string, plan: BorderPlan | null, coverages: readonly Coverage[]): string {
  const next = plan?.communities.find(({ code }) => code === zone)?.nextSequence ?? 1;
  const used = coverages.flatMap(({ faces }) => [...faces.keys()].flatMap((code) => (code.startsWith(zone) ? [Number(code.slice(12))] : [])));
  return zone + String(Math.max(next, ...used.map((number) => number + 1))).padStart(3, '0');
}
