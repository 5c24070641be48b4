/** How houses stand in the cells of estates, the old town and villages. */
import type { Shape } from './footprint.ts';
import type { Random } from './random.ts';
import type { Rect, Sheet } from './sheet.ts';
import { depth, insideStreets, put, setbackMeters, spread, width, type Draft } from './sites.ts';
import type { Lot } from './lots.ts';

/** Kinds of estates, by the rows that their houses stand in. */
const estates: Record<'slab' | 'tower' | 'townhouse', RowRule> = {
  slab: { pitch: 29, deep: 12.5, long: 52, gap: 9, unitLength: 15, floors: [4, 6], shape: (random) => (random.chance(0.3) ? 'notched' : 'bar'), skip: 0.04, category: 'residential', stagger: 0 },
  tower: { pitch: 46, deep: 18, long: 36, gap: 20, unitLength: 18, floors: [9, 15], shape: (random) => random.pick(['notched', 'notched', 'bar', 'cross'] as const), skip: 0.05, category: 'residential', stagger: 0.35 },
  townhouse: { pitch: 26, deep: 11, long: 34, gap: 8, unitLength: 8.5, floors: [3, 3], shape: () => 'bar', skip: 0.04, category: 'townhouse', stagger: 0.2 },
};

/** Lays the cell out as planned, or denser where its households would not fit: low houses give way to slabs, slabs to towers. */
export function layOutEstate(draft: Draft, lot: Lot): void {
  const order = ['townhouse', 'slab', 'tower'] as const;
  for (const kind of order.slice(order.findIndex((one) => one === lot.use))) {
    draft.sites.length = 0;
    rows(draft, estates[kind]);
    const perFloor = draft.sites.reduce((sum, site) => sum + site.units * site.perFloor, 0);
    const mostFloors = kind === 'townhouse' ? 1 : kind === 'slab' ? 8 : 33;
    if (perFloor * mostFloors < lot.households * 1.06 && kind !== 'tower') continue;
    thinOut(draft, lot.households * 1.06, kind === 'townhouse' ? 1 : draft.random.int(...estates[kind].floors));
    return;
  }
}

/** Leaves out houses until those that stay have about the floors that such an estate has; the rest becomes its garden. */
function thinOut(draft: Draft, dwellings: number, floors: number): void {
  const room = () => draft.sites.reduce((sum, site) => sum + site.units * site.perFloor, 0) * floors;
  while (draft.sites.length > 1) {
    const index = draft.random.int(0, draft.sites.length - 1);
    const site = draft.sites[index]!;
    if (room() - site.units * site.perFloor * floors < dwellings) break;
    draft.sites.splice(index, 1);
  }
  for (const site of draft.sites) if (site.category === 'residential') site.floors = Math.max(2, floors + draft.random.int(-1, 1));
}

interface RowRule {
  pitch: number;
  deep: number;
  long: number;
  gap: number;
  unitLength: number;
  floors: [number, number];
  shape: (random: Random) => Shape;
  skip: number;
  category: string;
  /** Every second row is moved by this share of a house. */
  stagger: number;
}

/** Rows of houses facing south, as far apart as their winter sun asks. */
function rows(draft: Draft, rule: RowRule): void {
  const { inner, random } = draft;
  const rowCount = Math.max(1, Math.floor((depth(inner) - rule.deep) / rule.pitch) + 1);
  const base = random.int(...rule.floors);
  for (const [row, v0] of spread(inner.v0, inner.v1, rowCount, Math.min(rule.deep, depth(inner))).entries()) {
    const shift = rowCount > 1 && row % 2 === 1 ? rule.stagger * rule.long : 0;
    const room = width(inner) - shift;
    const count = Math.max(1, Math.round((room + rule.gap) / (rule.long + rule.gap)));
    const long = Math.min(rule.long * 1.3, (room - (count - 1) * rule.gap) / count);
    if (long < 8) continue;
    for (const u0 of spread(inner.u0 + shift, inner.u1, count, long)) {
      if (random.chance(rule.skip) && draft.sites.length > 0) continue;
      const units = Math.max(1, Math.round(long / rule.unitLength));
      put(draft, { u0, u1: u0 + long, v0, v1: v0 + Math.min(rule.deep, depth(inner)) }, rule.shape(random), rule.category, Math.max(2, base + random.int(-1, 1)), units, rule.category === 'townhouse' ? 1 : 2);
    }
  }
}

/** Shop houses along the streets, courtyards and small slabs behind them. */
export function layOutOldTown(draft: Draft): void {
  const { inner, random } = draft;
  const deep = Math.min(11.5, depth(inner) / 2 - 1.5);
  for (const v0 of [inner.v0, inner.v1 - deep]) shopRow(draft, inner.u0, inner.u1, (a, b) => ({ u0: a, u1: b, v0, v1: v0 + deep }));
  const sideways = Math.min(11, width(inner) / 2 - 1.5);
  for (const u0 of [inner.u0, inner.u1 - sideways]) shopRow(draft, inner.v0 + deep + 3, inner.v1 - deep - 3, (a, b) => ({ u0, u1: u0 + sideways, v0: a, v1: b }));
  const core = { u0: inner.u0 + sideways + 5, u1: inner.u1 - sideways - 5, v0: inner.v0 + deep + 5, v1: inner.v1 - deep - 5 };
  if (width(core) < 12 || depth(core) < 12) return;
  const isCourts = random.chance(0.55);
  const [sizeU, sizeV, gap] = isCourts ? [19, 18, 4.5] : [34, 11, 9];
  const [columns, lines] = [Math.max(1, Math.floor((width(core) + gap) / (sizeU + gap))), Math.max(1, Math.floor((depth(core) + gap) / (sizeV + gap)))];
  for (const v0 of spread(core.v0, core.v1, lines, Math.min(sizeV, depth(core)))) {
    for (const u0 of spread(core.u0, core.u1, columns, Math.min(sizeU, width(core)))) {
      const place = { u0, u1: u0 + Math.min(sizeU, width(core)), v0, v1: v0 + Math.min(sizeV, depth(core)) };
      if (isCourts) put(draft, place, random.pick(['court', 'court', 'ell'] as const), 'courtyard', random.int(1, 2), 1, 2);
      else put(draft, place, 'bar', 'residential', random.int(4, 6), 2, 2);
    }
  }
}

function shopRow(draft: Draft, from: number, to: number, placeAt: (a: number, b: number) => Rect): void {
  for (let at = from; to - at > 8; ) {
    const long = Math.min(to - at, draft.random.between(12, 24));
    const isLast = to - at - long < 10;
    const end = isLast ? to : at + long;
    put(draft, placeAt(at, end), draft.random.chance(0.12) ? 'ell' : 'bar', 'shop_house', draft.random.int(2, 4), 1, 2);
    at = end + 3;
  }
}

/** Yards in a village cell: as many households can live there. */
export function villageYards(sheet: Sheet, lot: Lot): { columns: number; lines: number } {
  const inner = insideStreets(sheet, lot, setbackMeters);
  if (width(inner) < 9 || depth(inner) < 9) return { columns: 0, lines: 0 };
  return { columns: Math.max(1, Math.floor((width(inner) + 2.6) / 14.4)), lines: Math.max(1, Math.floor((depth(inner) + 4) / 16.2)) };
}

/** Farm houses with their yards along lanes; one household each. */
export function layOutVillage(draft: Draft, lot: Lot): void {
  const { inner, random } = draft;
  const { columns, lines } = villageYards(draft.sheet, lot);
  const [sizeU, sizeV] = [Math.min(11.8, width(inner)), Math.min(12, depth(inner))];
  let rest = lot.households;
  let left = columns * lines;
  for (const v0 of spread(inner.v0, inner.v1, lines, sizeV)) {
    for (const u0 of spread(inner.u0, inner.u1, columns, sizeU)) {
      if (random.next() * left-- >= rest) continue;
      rest--;
      const shrink = random.between(0, 1.6);
      put(draft, { u0: u0 + shrink, u1: u0 + sizeU - shrink * 0.5, v0: v0 + shrink * 0.5, v1: v0 + sizeV }, random.pick(['house', 'house', 'ell', 'bar', 'court'] as const), 'rural_house', random.weighted([5, 4, 1]) + 1, 1, 1);
    }
  }
}
