import { type BorderProblemKind, judgeLimits, problemKinds } from '#contract/border-rules.ts';
import type { BorderCounts, BorderProblem } from '#contract/borders.ts';
import type { Coverage } from '#contract/coverage/coverage.ts';
import { facePolygon } from '#contract/coverage/build.ts';
import type { Fault } from '#contract/coverage/faults.ts';
import type { CountedGrid, JudgedRow } from './judge-queries.ts';

type Place = [number, number];

/** English sentences for machines and logs; screens have their own words. */
const details: Record<BorderProblemKind, (measure: string) => string> = {
  'not-valid': () => 'The outline crosses or touches itself here. Move the vertices apart.',
  multipart: () => 'The grid has several parts. A grid is one piece: give the others to their neighbours.',
  overlap: (measure) => `Grids overlap here by ${measure} m². Give the ground to one of them.`,
  gap: (measure) => `${measure} m² of the community lie in no grid. Give them to a neighbour.`,
  'outside-community': (measure) => `${measure} m² lie outside the community. Take them away.`,
  sliver: (measure) => `The grid is only a sliver of ${measure} m². Give it to its neighbour.`,
  'building-cut': (measure) => `A border cuts a building: ${measure} m² of it lie in another grid. Lead the border around it.`,
  'building-in-no-grid': () => 'The building stands in no grid. Give its ground to a neighbour.',
  'micro-outside-parent': () => 'The micro-grid reaches out of its grid. Keep it within.',
  'duplicate-code': () => 'The code is there twice. Give the other grid a code of its own.',
  'dead-code': () => 'The code has ended, or was another grid\'s. Take the next free one.',
  'outside-band': (measure) => `The households lie outside the band by ${measure}.`,
  'dedicated-with-households': (measure) => `${measure} households live in the dedicated grid. Give them to a base grid, or make it one.`,
  'not-compact': (measure) => `The grid is long and narrow: its compactness is ${measure}.`,
  'crosses-river': (measure) => `A river runs through the grid: ${measure} m of it.`,
  'crosses-road': (measure) => `A main road or railway runs through the grid: ${measure} m of it.`,
  'far-for-worker': (measure) => `A house is ${measure} m away from the worker's post.`,
};

export function problem(kind: BorderProblemKind, gridCodes: readonly string[], location: readonly [number, number], more: { geometry?: BorderProblem['geometry']; measure?: number | null } = {}): BorderProblem {
  const measure = more.measure ?? null;
  return { kind, severity: problemKinds[kind], detail: details[kind](measure === null ? '' : short(measure)), gridCodes: [...gridCodes], location: [location[0], location[1]], geometry: more.geometry ?? null, measure };
}

function short(measure: number): string {
  return String(Number(measure.toPrecision(3)));
}

/** The engine's faults: gaps, overlaps, ground outside, rings that cross themselves. */
export function fromFault({ kind, faces, location, geometry, squareMeters }: Fault): BorderProblem {
  return problem(kind, faces, location, { geometry, measure: squareMeters });
}

/** What PostGIS found. */
export function fromRow({ kind, codes, lng, lat, geometry, measure }: JudgedRow): BorderProblem {
  return problem(kind, codes, [lng, lat], { geometry, measure });
}

export interface WeighedGrid {
  code: string;
  kind: 'base' | 'dedicated' | 'micro';
  households: number;
  squareMeters: number;
  compactness: number;
  band: { min: number; max: number } | undefined;
}
/** What follows from a grid's figures. Dedicated grids are as large and long as what they are for, but nobody should live in them. */
export function fromFigures(coverage: Coverage, { code, kind, households, squareMeters, compactness, band }: WeighedGrid): BorderProblem[] {
  const found: BorderProblem[] = [];
  if (squareMeters < judgeLimits.sliverSquareMeters || widthOf(squareMeters, compactness) < judgeLimits.sliverMeters) {
    found.push(problem('sliver', [code], middleOf(coverage, code), { geometry: facePolygon(coverage, code), measure: squareMeters }));
  }
  if (kind === 'dedicated' && households > 0) found.push(problem('dedicated-with-households', [code], middleOf(coverage, code), { measure: households }));
  if (kind !== 'base') return found;
  const outside = band ? Math.max(band.min - households, households - band.max) : 0;
  if (outside > 0) found.push(problem('outside-band', [code], middleOf(coverage, code), { measure: outside }));
  if (compactness < judgeLimits.compactness) found.push(problem('not-compact', [code], middleOf(coverage, code), { measure: compactness }));
  return found;
}

/** Mean width of a strip in metres: twice its area by its outline. */
function widthOf(squareMeters: number, compactness: number): number {
  return (2 * squareMeters) / Math.sqrt((4 * Math.PI * squareMeters) / compactness);
}

/** A place to fly to: the middle of the outline's box. */
function middleOf(coverage: Coverage, code: string): Place {
  const outline = facePolygon(coverage, code).coordinates[0] ?? [];
  const [lngs, lats] = [outline.map(([lng]) => lng), outline.map(([, lat]) => lat)];
  const middle = (values: number[]) => (values.reduce((least, value) => Math.min(least, value), Infinity) + values.reduce((most, value) => Math.max(most, value), -Infinity)) / 2;
  return outline.length === 0 ? [0, 0] : [middle(lngs), middle(lats)];
}

/**
 * The faults that a change makes: kinds that are more, or larger, than before. Grids that came into the plan with faults
 * can so be mended one by one, and none can be made worse.
 */
export function newFaults(before: readonly BorderProblem[], after: readonly BorderProblem[]): BorderProblem[] {
  const faults = after.filter(({ severity }) => severity === 'fault');
  return faults.filter(({ kind }) => {
    const [was, is] = [before.filter((fault) => fault.kind === kind), faults.filter((fault) => fault.kind === kind)];
    // A gap that is made smaller may fall into two.
    const isMore = !groundKinds.has(kind) && is.length > was.length;
    return isMore || total(is) > total(was) + sameSquareMeters;
  });
}
/** Faults that are ground: how much of it counts, not in how many pieces. */
const groundKinds = new Set<BorderProblemKind>(['gap', 'overlap', 'outside-community']);
/** Areas of the same ground differ by less than this when they are reckoned from other vertices. */
const sameSquareMeters = 0.01;

function total(problems: readonly BorderProblem[]): number {
  return problems.reduce((sum, { measure }) => sum + (measure ?? 0), 0);
}

/** Counts of a grid by code, before or after an edit, as the reader may know them. */
export function countsOf(rows: readonly CountedGrid[], isAfter: boolean): Map<string, Omit<BorderCounts, 'squareMeters' | 'compactness'>> {
  return new Map(rows.filter((row) => row.is_after === isAfter).map(({ code, households, buildings, places, people, key_persons }) => [code, { households, buildings, places, people, keyPersons: key_persons }]));
}
