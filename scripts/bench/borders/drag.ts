/**
 * What the editor's own code does on the main thread when the pointer moves with a vertex in the hand: snapping, the edit with its
 * exact checks, the counts of all sides, the features of the borders that move, and handing these over (a structured clone, as
 * a message to the map's worker takes one). Not in it: the map library's worker and drawing, and React's table of the counts.
 * Processor time of this process, garbage collection on all threads with it, because the machine may have other work.
 */
import type { Position } from '#contract/coverage/coverage.ts';
import { facesAt, zonesAt } from '#contract/coverage/owners.ts';
import { createRandom } from '../../../data/city/random.ts';
import { editorHand } from '../../../client/features/borders/editor/hand.ts';
import { stopJudging } from '../../../client/features/borders/editor/judging.ts';
import { closePlan, openPlan, takeUnits } from '../../../client/features/borders/editor/session.ts';
import { editor } from '../../../client/features/borders/editor/store.ts';
import type { Spot } from '../../../client/map/border-input.ts';
import type { BordersOnMap } from '../../../client/map/borders-on-map.ts';
import type { BenchResult } from '../../bench.ts';
import { quantile } from '../tiles/sample.ts';
import { buildDragGround, type DragGround } from './drag-ground.ts';

const mostMs = 8;
const drags = 60;
const warmUp = 10;
const movesEach = 40;
const zoom = 16;
/** About half a metre. */
const stepDegrees = 5e-6;

export async function measureDrag(): Promise<BenchResult[]> {
  const ground = buildDragGround();
  openPlan(ground.plan);
  takeUnits(ground.units);
  stopJudging();
  editorHand.attach(mapFor(ground));
  const random = createRandom(3);
  const { coverage } = editor().work.document;
  const inside = [...coverage.positions.keys()].filter((vertex) => zonesAt(coverage, vertex).length === 0);
  const taken: DragTimes = { processor: [], wall: [], followed: 0 };
  for (let drag = 0; drag < drags; drag += 1) {
    // Every third is a junction: there three grids and more move.
    const candidates = drag % 3 === 0 ? inside.filter((vertex) => facesAt(coverage, vertex).length > 2) : inside;
    const place = coverage.positions.get(candidates[Math.floor(random.next() * candidates.length)]!)!;
    dragFrom(place, () => random.next(), drag < warmUp ? { processor: [], wall: [], followed: 0 } : taken);
  }
  editorHand.detach();
  closePlan();
  stopJudging();
  const name = `a vertex dragged, ${coverage.faces.size} grids, ${coverage.positions.size.toLocaleString('en')} vertices, ${ground.units.buildings.length.toLocaleString('en')} houses: main thread per pointer move`;
  const note = (share: number) => `${taken.wall.length} moves, ${taken.followed} with counts of both sides; edit, counts and the layers' features with their hand-over, without drawing; by the clock ${quantile(taken.wall, share).toFixed(2)} ms`;
  return [
    { name: `${name}, p50`, value: quantile(taken.processor, 0.5), unit: 'ms', note: note(0.5) },
    { name: `${name}, p95`, value: quantile(taken.processor, 0.95), unit: 'ms', target: { bound: mostMs, is: 'at most' }, note: note(0.95) },
  ];
}

interface DragTimes {
  processor: number[];
  wall: number[];
  followed: number;
}

/** Takes a vertex, goes about with it, and gives it up with Escape. */
function dragFrom(place: Position, random: () => number, times: DragTimes): void {
  const spot = (position: Position, pixel: [number, number]): Spot => ({ position: [position[0], position[1]], pixel, keys: { shift: false, alt: false, command: false } });
  editorHand.take({ type: 'press', ...spot(place, [0, 0]) });
  let at = place;
  for (let move = 1; move <= movesEach; move += 1) {
    at = [at[0] + (random() - 0.5) * 2 * stepDegrees, at[1] + (random() - 0.5) * 2 * stepDegrees];
    const [started, before] = [performance.now(), process.cpuUsage()];
    editorHand.take({ type: 'move', ...spot(at, [10 + move, 10]) });
    const { user, system } = process.cpuUsage(before);
    times.wall.push(performance.now() - started);
    times.processor.push((user + system) / 1000);
    if ((editor().live?.length ?? 0) > 1) times.followed += 1;
  }
  editorHand.take({ type: 'abandon' });
}

/** In the place of the map: takes features as the map's source does, by a copy, and knows the streets in view. */
function mapFor({ coverage, plan }: DragGround): BordersOnMap {
  const all = [...coverage.positions.values()];
  const [lngs, lats] = [all.map(([lng]) => lng), all.map(([, lat]) => lat)];
  const lines = plan.grids.features.flatMap(({ geometry }) => geometry.coordinates.map((line) => ({ kind: 'road' as const, name: '路', line })));
  const map: Pick<BordersOnMap, 'show' | 'mark' | 'rest' | 'setCursor' | 'lines' | 'focus' | 'bounds' | 'zoom'> = {
    show: (_source, features) => void structuredClone(features),
    mark: (_name, keys) => void [...keys],
    rest: () => undefined,
    setCursor: () => undefined,
    lines: () => lines,
    focus: () => undefined,
    bounds: [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)],
    zoom,
  };
  return map as BordersOnMap; // the hand asks for nothing else
}
