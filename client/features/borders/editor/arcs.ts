import type { Coverage, VertexId } from '#contract/coverage/coverage.ts';
import { eachSegment } from './counts.ts';

/** A border between two junctions, or a whole ring: the same grids lie on its two sides all along. */
export interface Arc {
  readonly key: string;
  readonly vertices: readonly VertexId[];
  readonly faces: readonly string[];
}

interface Edge {
  a: VertexId;
  b: VertexId;
  sides: string;
  isTaken: boolean;
}

/** All borders of a coverage as arcs, each once. */
export function arcsOf(coverage: Coverage): Arc[] {
  const edges = edgesOf(coverage);
  const at = new Map<VertexId, Edge[]>();
  for (const edge of edges) {
    for (const vertex of [edge.a, edge.b]) {
      const list = at.get(vertex);
      if (list) list.push(edge);
      else at.set(vertex, [edge]);
    }
  }
  const isEnd = (vertex: VertexId) => {
    const [first, second, ...more] = at.get(vertex) ?? [];
    return more.length > 0 || first?.sides !== second?.sides;
  };
  const arcs: Arc[] = [];
  const walk = (edge: Edge, start: VertexId) => {
    const vertices = [start];
    let [here, next] = [edge, start];
    for (;;) {
      here.isTaken = true;
      next = here.a === next ? here.b : here.a;
      vertices.push(next);
      if (isEnd(next)) break;
      const onward = at.get(next)?.find(({ isTaken }) => !isTaken);
      if (!onward) break;
      here = onward;
    }
    // Named by where it runs, so that it keeps its name while others change.
    arcs.push({ key: `${vertices[0]}.${vertices[1]}.${vertices.at(-1)}`, vertices, faces: edge.sides.split('|') });
  };
  for (const edge of edges) {
    if (edge.isTaken) continue;
    if (isEnd(edge.a)) walk(edge, edge.a);
    else if (isEnd(edge.b)) walk(edge, edge.b);
  }
  for (const edge of edges) if (!edge.isTaken) walk(edge, edge.a);
  return arcs;
}

function edgesOf({ faces }: Coverage): Edge[] {
  const edges = new Map<number, Edge>();
  for (const { key, rings } of faces.values()) {
    for (const ring of rings) {
      eachSegment(ring, (a, b) => {
        const id = Math.min(a, b) * 0x4000000 + Math.max(a, b);
        const edge = edges.get(id);
        if (edge) edge.sides = edge.sides < key ? `${edge.sides}|${key}` : `${key}|${edge.sides}`;
        else edges.set(id, { a, b, sides: key, isTaken: false });
      });
    }
  }
  return [...edges.values()];
}
