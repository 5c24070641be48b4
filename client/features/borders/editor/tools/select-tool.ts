import { type Coverage, type CoverageEdit, type EditOutcome, emptyEdit, type Position, type Refusal, type VertexId, applyEdit } from '#contract/coverage/coverage.ts';
import { deleteVertices, insertVertex, moveOwn, moveVertices } from '#contract/coverage/moves.ts';
import { facesAt } from '#contract/coverage/owners.ts';
import type { BorderInput, Spot } from '../../../../map/border-input.ts';
import { type EdgeHit, edgeNear, faceUnder, vertexNear, verticesIn } from '../find-border.ts';
import type { Step } from '../history.ts';
import { metersPerDegree } from '../measure.ts';
import { joinEdits, shapeEdit } from '../plan-edit.ts';
import type { SnapTarget } from '../snap.ts';
import { isDrag, nothingPicked, type Outcome, type Picked, reachPixels, type Scene, type Tool } from './tool.ts';

type Hit = { on: 'vertex'; vertex: VertexId; at: Position } | { on: 'edge'; edge: EdgeHit } | { on: 'ground'; grid: string | null };

interface Drag {
  /** The borders that the drag began with: with a vertex more where it began on an edge. */
  from: Coverage;
  prior: CoverageEdit;
  vertices: readonly VertexId[];
  /** The vertex that was pressed: it is the one that is drawn to things. */
  held: VertexId;
  pressed: Position;
  /** The grid whose border moves alone. */
  alone: string | null;
}

export type SelectState =
  | { name: 'Idle'; under: Hit | null }
  | { name: 'Pointing'; hit: Hit; spot: Spot }
  | { name: 'DraggingVertices'; drag: Drag; to: Position; snapped: SnapTarget | null; edit: CoverageEdit; refusal: Refusal | null }
  | { name: 'Boxing'; from: Position; to: Position; picked: Picked };

const idle: SelectState = { name: 'Idle', under: null };

/** Picks grids and vertices; moves, makes and takes out vertices. */
export const selectTool: Tool<SelectState> = { idle, take, preview, isDrawing: () => false };

function take(state: SelectState, input: BorderInput, scene: Scene): Outcome<SelectState> {
  switch (input.type) {
    case 'press':
      return { state: { name: 'Pointing', hit: hitAt(input, scene), spot: input }, holds: holdsOn(hitAt(input, scene), input) };
    case 'move':
      return move(state, input, scene);
    case 'release':
      return release(state, input, scene);
    case 'leave':
      return { state: state.name === 'Idle' ? idle : state };
    case 'abandon':
      return state.name === 'Idle' ? { state: idle, picked: nothingPicked } : { state: idle };
    case 'remove':
    case 'back':
      return remove(state, scene);
    case 'nudge':
      return nudge(state, input, scene);
    case 'next':
    case 'previous':
      return { state, picked: stepTo(scene, input.type === 'next' ? 1 : -1) };
    case 'finish':
      return { state };
  }
}

/** A vertex or an edge is held; bare ground moves the map unless Shift draws a box. */
function holdsOn(hit: Hit, { keys }: Spot): boolean {
  return hit.on !== 'ground' || keys.shift;
}

function hitAt({ position }: Spot, { index, worldPixels, document, picked }: Scene): Hit {
  const vertex = vertexNear(index, position, reachPixels.vertex / worldPixels);
  if (vertex) return { on: 'vertex', ...vertex };
  const edge = edgeNear(index, position, reachPixels.edge / worldPixels);
  if (edge && (isOfPicked(edge, picked, document.coverage) || isMiddle(edge, document.coverage))) return { on: 'edge', edge };
  return { on: 'ground', grid: faceUnder(document.coverage, position) };
}

function isOfPicked({ from, to }: EdgeHit, { grids }: Picked, coverage: Coverage): boolean {
  const there = facesAt(coverage, to);
  return facesAt(coverage, from).some((key) => grids.includes(key) && there.includes(key));
}

/** The middle third of an edge is its handle. */
function isMiddle({ from, to, at }: EdgeHit, { positions }: Coverage): boolean {
  const [[ax, ay], [bx, by]] = [positions.get(from) as Position, positions.get(to) as Position];
  const share = Math.hypot(at[0] - ax, at[1] - ay) / Math.hypot(bx - ax, by - ay);
  return share > 1 / 3 && share < 2 / 3;
}

function move(state: SelectState, spot: Spot, scene: Scene): Outcome<SelectState> {
  switch (state.name) {
    case 'Idle':
      return { state: { name: 'Idle', under: hitAt(spot, scene) } };
    case 'Pointing':
      return isDrag(state.spot.pixel, spot.pixel) ? beginDrag(state, spot, scene) : { state };
    case 'DraggingVertices':
      return { state: dragTo(state.drag, spot, scene) };
    case 'Boxing':
      return { state: { ...state, to: spot.position }, picked: boxed(state, spot.position, scene) };
  }
}

function beginDrag({ hit, spot }: SelectState & { name: 'Pointing' }, now: Spot, scene: Scene): Outcome<SelectState> {
  const { coverage } = scene.document;
  if (hit.on === 'ground') return { state: spot.keys.shift ? { name: 'Boxing', from: spot.position, to: now.position, picked: scene.picked } : idle };
  if (hit.on === 'vertex') {
    const vertices = scene.picked.vertices.has(hit.vertex) ? [...scene.picked.vertices] : [hit.vertex];
    const alone = spot.keys.alt ? ownerMeant(hit.vertex, spot, scene) : null;
    const picked = scene.picked.vertices.has(hit.vertex) ? scene.picked : { ...scene.picked, vertices: new Set(vertices) };
    return { state: dragTo({ from: coverage, prior: emptyEdit, vertices, held: hit.vertex, pressed: hit.at, alone }, now, scene), picked };
  }
  const inserted = insertVertex(coverage, hit.edge.from, hit.edge.to, hit.edge.at);
  if (!inserted.ok) return { state: idle, refusal: inserted.refusal };
  const vertex = newVertex(inserted.edit);
  const drag = { from: applyEdit(coverage, inserted.edit), prior: inserted.edit, vertices: [vertex], held: vertex, pressed: hit.edge.at, alone: null };
  return { state: dragTo(drag, now, scene) };
}

function newVertex({ positions }: CoverageEdit): VertexId {
  return positions.find(({ before }) => before === null)?.key as VertexId;
}

/** Whose border is meant when one alone is moved: a picked grid's, else that of the grid on whose side the hand pressed. */
function ownerMeant(vertex: VertexId, { position }: Spot, { document: { coverage }, picked }: Scene): string | null {
  const owners = facesAt(coverage, vertex);
  const under = faceUnder(coverage, position);
  return owners.find((key) => picked.grids.includes(key)) ?? owners.find((key) => key === under) ?? owners[0] ?? null;
}

function dragTo(drag: Drag, { position, keys }: Spot, scene: Scene): SelectState {
  const snapped = scene.snap(position, { leftOut: new Set(drag.vertices), isOff: keys.command, bordersToo: drag.alone !== null });
  const to = snapped?.at ?? position;
  const by = [to[0] - drag.pressed[0], to[1] - drag.pressed[1]] as const;
  const moves = drag.vertices.map((vertex) => {
    const [x, y] = drag.from.positions.get(vertex) as Position;
    return { vertex, to: (vertex === drag.held ? to : [x + by[0], y + by[1]]) as Position };
  });
  const outcome = drag.alone === null ? moveVertices(drag.from, moves) : moveOwn(drag.from, drag.alone, moves);
  return { name: 'DraggingVertices', drag, to, snapped, ...shown(outcome, drag, moves) };
}

/** What is drawn: the edit, or, where it is refused, the border as the hand has it. */
function shown(outcome: EditOutcome, { from, prior }: Drag, moves: { vertex: VertexId; to: Position }[]): { edit: CoverageEdit; refusal: Refusal | null } {
  if (outcome.ok) return { edit: joinEdits(prior, outcome.edit), refusal: null };
  const positions = moves.map(({ vertex, to }) => ({ key: vertex, before: from.positions.get(vertex) as Position, after: to }));
  return { edit: joinEdits(prior, { positions, faces: [], zones: [] }), refusal: outcome.refusal };
}

function preview(state: SelectState): Step | null {
  if (state.name !== 'DraggingVertices') return null;
  const kind = state.drag.alone !== null ? 'moveAlone' : state.drag.prior === emptyEdit ? 'move' : 'insert';
  return { kind, grids: state.drag.alone === null ? [...facesAt(state.drag.from, state.drag.held)] : [state.drag.alone], edit: shapeEdit(state.edit) };
}

function release(state: SelectState, input: BorderInput & { type: 'release' }, scene: Scene): Outcome<SelectState> {
  if (state.name === 'DraggingVertices') {
    const last = dragTo(state.drag, input, scene);
    if (last.name !== 'DraggingVertices') return { state: idle };
    if (last.refusal) return { state: idle, refusal: last.refusal };
    const picked = { ...scene.picked, vertices: new Set(state.drag.vertices) };
    return { state: idle, step: preview(last), picked };
  }
  if (state.name === 'Boxing') return { state: idle, picked: boxed(state, input.position, scene) };
  if (state.name !== 'Pointing') return { state: idle };
  if (input.clicks > 1 && state.hit.on !== 'vertex') return insertUnder(input, scene);
  return { state: { name: 'Idle', under: state.hit }, picked: clicked(state.hit, input, scene) };
}

/** A double click on a border makes a vertex there. */
function insertUnder({ position }: Spot, { index, worldPixels, document, picked }: Scene): Outcome<SelectState> {
  const edge = edgeNear(index, position, reachPixels.edge / worldPixels);
  if (!edge) return { state: idle };
  const outcome = insertVertex(document.coverage, edge.from, edge.to, edge.at);
  if (!outcome.ok) return { state: idle, refusal: outcome.refusal };
  const grids = facesAt(document.coverage, edge.from).filter((key) => facesAt(document.coverage, edge.to).includes(key));
  return { state: idle, step: { kind: 'insert', grids, edit: shapeEdit(outcome.edit) }, picked: { ...picked, vertices: new Set([newVertex(outcome.edit)]) } };
}

function clicked(hit: Hit, { keys }: Spot, { picked }: Scene): Picked {
  if (hit.on === 'vertex') return { ...picked, vertices: keys.shift ? toggled(picked.vertices, hit.vertex) : new Set([hit.vertex]) };
  if (hit.on === 'edge') return picked;
  if (hit.grid === null) return nothingPicked;
  if (!keys.shift) return { vertices: new Set(), grids: [hit.grid] };
  return { ...picked, grids: picked.grids.includes(hit.grid) ? picked.grids.filter((key) => key !== hit.grid) : [...picked.grids, hit.grid] };
}

function toggled(vertices: ReadonlySet<VertexId>, vertex: VertexId): ReadonlySet<VertexId> {
  const after = new Set(vertices);
  if (!after.delete(vertex)) after.add(vertex);
  return after;
}

function boxed({ from, picked }: SelectState & { name: 'Boxing' }, to: Position, { index }: Scene): Picked {
  return { ...picked, vertices: new Set([...picked.vertices, ...verticesIn(index, from, to)]) };
}

function remove(state: SelectState, { document, picked }: Scene): Outcome<SelectState> {
  const under = state.name === 'Idle' && state.under?.on === 'vertex' ? [state.under.vertex] : [];
  const vertices = picked.vertices.size > 0 ? [...picked.vertices] : under;
  if (vertices.length === 0) return { state };
  const outcome = deleteVertices(document.coverage, vertices);
  if (!outcome.ok) return { state, refusal: outcome.refusal };
  const grids = [...new Set(vertices.flatMap((vertex) => facesAt(document.coverage, vertex)))];
  return { state: idle, step: { kind: 'delete', grids, edit: shapeEdit(outcome.edit) }, picked: { ...picked, vertices: new Set() } };
}

function nudge(state: SelectState, { meters, alt }: BorderInput & { type: 'nudge' }, scene: Scene): Outcome<SelectState> {
  const { coverage } = scene.document;
  const [first] = scene.picked.vertices;
  if (first === undefined) return { state };
  const moves = [...scene.picked.vertices].map((vertex) => {
    const [x, y] = coverage.positions.get(vertex) as Position;
    const [east, north] = metersPerDegree(y);
    return { vertex, to: [x + meters[0] / east, y + meters[1] / north] as Position };
  });
  const alone = alt ? (facesAt(coverage, first).find((key) => scene.picked.grids.includes(key)) ?? facesAt(coverage, first)[0] ?? null) : null;
  const outcome = alone === null ? moveVertices(coverage, moves) : moveOwn(coverage, alone, moves);
  if (!outcome.ok) return { state, refusal: outcome.refusal };
  const step: Step = { kind: alone === null ? 'move' : 'moveAlone', grids: alone === null ? [...facesAt(coverage, first)] : [alone], edit: shapeEdit(outcome.edit) };
  // Alone, the border has got vertices of its own: they are the ones that are picked now.
  const made = outcome.edit.positions.filter(({ before }) => before === null).map(({ key }) => key);
  return { state, step, picked: made.length > 0 ? { ...scene.picked, vertices: new Set(made) } : scene.picked };
}

/** The vertex after the picked one around its grid; without a picked grid the next grid. */
function stepTo({ document: { coverage }, picked }: Scene, by: 1 | -1): Picked {
  const [vertex] = picked.vertices;
  const grid = picked.grids[0] ?? (vertex === undefined ? undefined : facesAt(coverage, vertex)[0]);
  const face = grid === undefined ? undefined : coverage.faces.get(grid);
  if (!face) {
    const first = [...coverage.faces.keys()].sort()[0];
    return first === undefined ? picked : { vertices: new Set(), grids: [first] };
  }
  const around = face.rings.flat();
  const at = vertex === undefined ? -1 : around.indexOf(vertex);
  const next = at < 0 ? (by > 0 ? 0 : around.length - 1) : (at + by + around.length) % around.length;
  return { grids: [face.key], vertices: new Set([around[next] as VertexId]) };
}
