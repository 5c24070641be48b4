/** A community of 60 grids and 5,000 vertices with its houses: grids of the demo city side by side, their borders set closer with vertices. */
import type { BorderPlan, BorderUnits } from '#contract/borders.ts';
import { planSteps, type PlanStep } from '#contract/border-rules.ts';
import { buildCoverage, facePolygon, zoneShape, type GridShape } from '#contract/coverage/build.ts';
import type { Coverage, Position } from '#contract/coverage/coverage.ts';
import { findFaults } from '#contract/coverage/faults.ts';
import { neighboursOf } from '#contract/coverage/neighbours.ts';
import { dwellingsOf, placeBuildings } from '../../../data/city/buildings.ts';
import { buildFootprint } from '../../../data/city/footprint.ts';
import { planForElements } from '../../../data/city/generate.ts';
import type { CityPlan } from '../../../data/city/plan.ts';

export interface DragGround {
  plan: BorderPlan;
  units: BorderUnits;
  coverage: Coverage;
}

const community = '990101001001';
const counts = { households: 0, buildings: 0, places: 0, people: null, keyPersons: null, squareMeters: 0, compactness: 0 };
/** Metres by which the vertices between two corners lie beside the straight line. */
const waveDegrees = 3e-6;

export function buildDragGround(gridCount = 60, vertexCount = 5_000): DragGround {
  const { plan: city } = planForElements(60_000, 1);
  const whole = buildCoverage(city.grids.map(({ code, outline }): GridShape => ({ key: code, layer: 'ground', zone: community, parent: null, geometry: { type: 'Polygon', coordinates: outline[0]!.map((ring) => ring.map(([u, v]) => city.warp.toLngLat(u, v))) } })));
  const chosen = growFrom(whole, city.grids.reduce((most, grid) => (grid.households > most.households ? grid : most)).code, gridCount);
  const coverage = buildCoverage(chosen.map((key, i) => ({ key: `${community}${String(i + 1).padStart(3, '0')}`, layer: 'ground', zone: community, parent: null, geometry: densified(whole, key, spacingFor(whole, chosen, vertexCount)) })));
  if (findFaults(coverage).length > 0) throw new Error('the ground of the drag has faults');
  return { plan: planOf(coverage), units: unitsOf(city, chosen), coverage };
}

/** The grid and those around it, nearest first. */
function growFrom(coverage: Coverage, start: string, count: number): string[] {
  const chosen = new Set([start]);
  for (const key of chosen) for (const neighbour of neighboursOf(coverage, key)) if (chosen.size < count) chosen.add(neighbour.key);
  return [...chosen];
}

/** Degrees between two vertices, so that there are about as many as wanted. */
function spacingFor(coverage: Coverage, keys: readonly string[], wanted: number): number {
  const lengths = new Map<string, number>();
  for (const key of keys) for (const ring of coverage.faces.get(key)!.rings) for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length]!;
    lengths.set(a < b ? `${a} ${b}` : `${b} ${a}`, distance(coverage.positions.get(a)!, coverage.positions.get(b)!));
  }
  const vertices = (spacing: number) => [...lengths.values()].reduce((sum, length) => sum + Math.max(1, Math.round(length / spacing)), 0);
  let [low, high] = [1e-6, 1];
  for (let turn = 0; turn < 60; turn += 1) [low, high] = vertices((low + high) / 2) > wanted ? [(low + high) / 2, high] : [low, (low + high) / 2];
  return high;
}

const distance = (a: Position, b: Position) => Math.hypot(b[0] - a[0], b[1] - a[1]);

function densified(coverage: Coverage, key: string, spacing: number): GridShape['geometry'] {
  const between = (from: number, to: number): Position[] => {
    // From the lower number always, so that both sides reckon the same.
    const [a, b] = [coverage.positions.get(Math.min(from, to))!, coverage.positions.get(Math.max(from, to))!];
    const length = distance(a, b);
    const pieces = Math.max(1, Math.round(length / spacing));
    const made = Array.from({ length: pieces - 1 }, (_, i): Position => {
      const [share, aside] = [(i + 1) / pieces, (waveDegrees * (i % 2 === 0 ? 1 : -1)) / length];
      return [a[0] + share * (b[0] - a[0]) - aside * (b[1] - a[1]), a[1] + share * (b[1] - a[1]) + aside * (b[0] - a[0])];
    });
    return from < to ? made : made.reverse();
  };
  return { type: 'Polygon', coordinates: coverage.faces.get(key)!.rings.map((ring) => ring.flatMap((vertex, i) => [coverage.positions.get(vertex)!, ...between(vertex, ring[(i + 1) % ring.length]!)])) };
}

function planOf(coverage: Coverage): BorderPlan {
  const nobody = { id: 1, name: 'bench', isMe: true };
  const geometry = zoneShape(coverage, community);
  return {
    id: '00000000-0000-4000-8000-000000000000', name: 'bench', status: 'draft', version: 1, community: { code: community, name: '社区', geometry }, owner: nobody, submitter: null, changedGrids: 0, openComments: 0, openDuties: 0,
    createdAt: '', updatedAt: '', effectiveAt: null, adoptedAt: null, reverts: null, mayEdit: true, canUndo: false, canRedo: false, lastEdit: null, isBehind: false, changesNothing: true, log: [],
    obstacles: Object.fromEntries(Object.keys(planSteps).map((step) => [step, null])) as Record<PlanStep, null>,
    communities: [{ code: community, name: '社区', geometry, band: { min: 300, max: 500 }, householdsSource: 'registered', nextSequence: 900, takenSequences: [] }],
    grids: {
      type: 'FeatureCollection',
      features: [...coverage.faces.keys()].map((id) => ({
        type: 'Feature', id, geometry: facePolygon(coverage, id),
        properties: { code: id, kind: 'base', communityCode: community, parentCode: null, name: `${id.slice(-3)}号网格`, isNew: false, isChanged: false, isRedrawn: false, predecessors: [], counts },
      })),
    },
  };
}

function unitsOf(city: CityPlan, grids: readonly string[]): BorderUnits {
  const lots = city.grids.filter(({ code }) => grids.includes(code)).flatMap(({ lots: own }) => own);
  const sites = lots.flatMap((id) => placeBuildings(city.sheet, city.lots[id]!, city.seed));
  const buildings = sites.map((site, i): BorderUnits['buildings'][number] => {
    const { rings, inner } = buildFootprint(city.warp, site.place, site.shape, site.isMirrored);
    const households = dwellingsOf(site);
    return { code: `99010101${String(i).padStart(11, '0')}`, name: `${i}栋`, at: inner, outline: rings, households, people: households * 3, keyPersons: households >> 4, estate: '' };
  });
  return { smallestTold: 0, buildings, places: [] };
}
