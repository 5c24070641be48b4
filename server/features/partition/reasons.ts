/** Why each proposed grid is as it is: what its border lies on, which estates it keeps whole, its numbers. */
import type { ProposalReason } from '#contract/partition.ts';
import type { Units } from './ground/units.ts';
import type { GridReport } from './report.ts';
import type { Partition } from './solve.ts';

/** Stretches below this share of the border are not told. */
const toldShare = 0.04;
const mostNames = 4;

/** Reasons by grid of the partition. */
export function explainGrids({ graph, ground, seams }: Units, { assignment, grids }: Partition): ProposalReason[][] {
  const borders = grids.map(() => new Map<string, Map<string, number>>());
  const add = (grid: number, kind: string, name: string, meters: number) => {
    const names = borders[grid]!.get(kind) ?? new Map<string, number>();
    names.set(name, (names.get(name) ?? 0) + meters);
    borders[grid]!.set(kind, names);
  };
  for (const { a, b, kind, name, meters } of seams) {
    const [one, other] = [assignment[a]!, b < 0 ? -1 : assignment[b]!];
    if (one === other) continue;
    const isBorderOfCommunity = other < 0 || grids[one]!.zone !== grids[other]!.zone;
    const shown = kind === 'open' && isBorderOfCommunity ? 'community' : kind;
    add(one, shown, name, meters);
    if (other >= 0) add(other, shown, name, meters);
  }
  const whole = findWholeEstates(graph.units, assignment, grids);
  return grids.map((grid, index) => [
    ...describeNumbers(grid, ground[grid.units[0]!]!.dedicatedTo),
    ...describeBorders(borders[index]!, grid.perimeterMeters),
    ...((whole.get(index)?.length ?? 0) > 0 ? [{ code: 'estate-whole' as const, names: whole.get(index)! }] : []),
    ...(grid.tornEstates.length > 0 ? [{ code: 'estate-torn' as const, names: grid.tornEstates }] : []),
    ...(grid.continues !== null && /^\d{15}$/.test(grid.continues) ? [{ code: 'continues' as const, gridCode: grid.continues, movedIn: Math.round(grid.householdsMovedIn) }] : []),
  ]);
}

function describeNumbers({ isDedicated, households, band: { min, max }, outside }: GridReport, dedicatedTo: { kind: string; name: string } | null): ProposalReason[] {
  if (isDedicated) return [{ code: 'dedicated', kind: dedicatedTo?.kind ?? '', name: dedicatedTo?.name ?? '' }];
  if (outside) return [{ code: 'outside-band', why: outside.code, households, min, max }];
  return [{ code: 'in-band', households, min, max }];
}

function describeBorders(kinds: ReadonlyMap<string, ReadonlyMap<string, number>>, perimeterMeters: number): ProposalReason[] {
  return [...kinds]
    .map(([kind, lengths]) => {
      const names = [...lengths].filter(([name]) => name !== '').sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostNames).map(([name]) => name);
      return { code: 'follows' as const, kind, names, meters: Math.round([...lengths.values()].reduce((total, meters) => total + meters, 0)) };
    })
    .filter(({ meters }) => meters >= toldShare * perimeterMeters)
    .sort((a, b) => b.meters - a.meters || (a.kind < b.kind ? -1 : 1));
}

/** Estates of at least two units that lie in one grid as a whole. */
function findWholeEstates(units: Units['graph']['units'], assignment: Int32Array, grids: readonly GridReport[]): Map<number, string[]> {
  const places = new Map<string, { name: string; units: number; grids: Set<number> }>();
  for (const [index, { estate, zone }] of units.entries()) {
    if (estate == null) continue;
    const place = places.get(`${zone} ${estate}`) ?? { name: estate, units: 0, grids: new Set() };
    place.units += 1;
    place.grids.add(assignment[index]!);
    places.set(`${zone} ${estate}`, place);
  }
  const whole = new Map<number, string[]>();
  for (const place of places.values()) {
    const [grid] = place.grids;
    if (grid === undefined || place.grids.size > 1 || place.units < 2 || grids[grid]!.isDedicated) continue;
    whole.set(grid, [...(whole.get(grid) ?? []), place.name]);
  }
  return whole;
}
