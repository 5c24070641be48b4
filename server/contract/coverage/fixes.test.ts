import { expect, test } from 'vitest';
import { buildCoverage, facePolygon } from './build.ts';
import { applyEdit, reverseEdit, type Coverage, type EditOutcome, type Position, type VertexId } from './coverage.ts';
import { findFaults, type Fault } from './faults.ts';
import { faceAt } from './find.ts';
import { closeGap, dropSliver, fillGap, settleOverlap, trimOutside } from './fixes.ts';
import { measureFace } from './measure.ts';
import { moveOwn } from './moves.ts';
import { facesAt, zonesAt } from './owners.ts';
import { splitFace } from './split.ts';
import { areSameBytes } from './test-edits.ts';
import { wavyGrids } from './test-grounds.ts';
import { PlaneLedger } from './test-ledger.ts';

const zone = '990101001001';
const middle = `${zone}005`;
const town = buildCoverage(wavyGrids(3, 3));

const made = (coverage: Coverage, outcome: EditOutcome): Coverage => {
  if (!outcome.ok) throw new Error(outcome.refusal.reason);
  return applyEdit(coverage, outcome.edit);
};
const isExactCoverage = (coverage: Coverage) => {
  const ledger = new PlaneLedger(coverage);
  return [...ledger.unbalanced(), ...ledger.contacts()].length === 0;
};
const areaOf = (coverage: Coverage, key: string) => measureFace(coverage, key).squareMeters;
/** The first vertex of the middle grid that it shares with so many. */
function vertexOf(owners: number): VertexId {
  const vertex = town.faces.get(middle)!.rings[0]!.find((one) => facesAt(town, one).length === owners && zonesAt(town, one).length === 0);
  if (vertex === undefined) throw new Error(`no vertex with ${owners} owners`);
  return vertex;
}
/** The town with one vertex of the middle grid drawn towards its middle (a gap is left), or out of it (it overlaps). */
function torn(vertex: VertexId, share: number): Coverage {
  const [x, y] = town.positions.get(vertex)!;
  const inside: Position = [116.3 + 0.006, 39.9 + 0.006];
  return made(town, moveOwn(town, middle, [{ vertex, to: [x + (inside[0] - x) * share, y + (inside[1] - y) * share] }]));
}
const faultOf = (coverage: Coverage, kind: Fault['kind']): Fault => {
  const fault = findFaults(coverage).find((one) => one.kind === kind);
  if (!fault) throw new Error(`no ${kind}`);
  return fault;
};

test.each([2, 4])('a gap at a vertex of %i grids goes whole to one of its neighbours', (owners) => {
  const now = torn(vertexOf(owners), 0.3);
  const gap = faultOf(now, 'gap');
  const mended = made(now, fillGap(now, gap));
  expect(findFaults(mended)).toEqual([]);
  expect(isExactCoverage(mended)).toBe(true);
  expect([...mended.faces.keys()].filter((key) => areaOf(mended, key) !== areaOf(now, key))).toEqual([faceAt(mended, gap.location)]);
});

test('a gap that is closed is divided among the grids on its sides, the border half way', () => {
  const now = torn(vertexOf(2), 0.3);
  const gap = faultOf(now, 'gap');
  const mended = made(now, closeGap(now, gap));
  expect(findFaults(mended)).toEqual([]);
  expect(isExactCoverage(mended)).toBe(true);
  expect([...mended.faces.keys()]).toEqual([...now.faces.keys()]);
  const gained = gap.faces.map((key) => areaOf(mended, key) - areaOf(now, key));
  expect(gained).toHaveLength(2);
  for (const one of gained) expect(one / gap.squareMeters!).toBeGreaterThan(0.3);
  expect(gained[0]! + gained[1]!).toBeCloseTo(gap.squareMeters!, 2);
});

test('a gap at a junction is divided among all who meet there', () => {
  const now = torn(vertexOf(4), 0.4);
  const gap = faultOf(now, 'gap');
  const mended = made(now, closeGap(now, gap));
  expect(isExactCoverage(mended)).toBe(true);
  expect(gap.faces.filter((key) => areaOf(mended, key) > areaOf(now, key)).length).toBeGreaterThan(2);
});

test('a gap narrower than a hand is closed as well', () => {
  const now = torn(vertexOf(2), 0.0005);
  const mended = made(now, closeGap(now, faultOf(now, 'gap')));
  expect(isExactCoverage(mended)).toBe(true);
});

test('closing a gap is one edit that is taken back to the same bytes', () => {
  const now = torn(vertexOf(4), 0.4);
  const outcome = closeGap(now, faultOf(now, 'gap'));
  if (!outcome.ok) throw new Error(outcome.refusal.reason);
  const back = applyEdit(applyEdit(now, outcome.edit), reverseEdit(outcome.edit));
  expect(areSameBytes(back, now)).toBe(true);
});

test('a gap that is there no more cannot be closed', () => {
  const now = torn(vertexOf(2), 0.3);
  const gap = faultOf(now, 'gap');
  const mended = made(now, fillGap(now, gap));
  for (const fix of [fillGap, closeGap]) expect(fix(mended, gap)).toMatchObject({ ok: false, refusal: { reason: 'nothing-changes' } });
});

test('ground that two claim stays with one', () => {
  const now = torn(vertexOf(2), -0.2);
  const mended = made(now, settleOverlap(now, faultOf(now, 'overlap')));
  expect(findFaults(mended)).toEqual([]);
  expect(isExactCoverage(mended)).toBe(true);
});

test('what lies outside the community is cut off', () => {
  const corner = town.faces.get(`${zone}001`)!.rings[0]!.find((vertex) => zonesAt(town, vertex).length > 0 && facesAt(town, vertex).length === 1)!;
  const [x, y] = town.positions.get(corner)!;
  const now = made(town, moveOwn(town, `${zone}001`, [{ vertex: corner, to: [x - 0.0005, y - 0.0005] }]));
  const mended = made(now, trimOutside(now, faultOf(now, 'outside-community')));
  expect(findFaults(mended).filter(({ kind }) => kind === 'outside-community')).toEqual([]);
});

test('a sliver goes to the neighbour with the longest common border', () => {
  const [west, south, east, north] = [116.304, 39.904, 116.308, 39.908];
  const now = made(town, splitFace(town, middle, [[(west + east) / 2 - 0.0005, south - 0.002], [(west + east) / 2 - 0.0005, north + 0.002]], `${zone}901`));
  const mended = made(now, dropSliver(now, `${zone}901`));
  expect(mended.faces.has(`${zone}901`)).toBe(false);
  expect(facePolygon(mended, middle)).toBeDefined();
  expect(isExactCoverage(mended)).toBe(true);
});
