import type { Ring } from './coverage.ts';
import type { Piece } from './cut.ts';
import { segmentsOf } from './rings.ts';
import { segmentKey } from './segments.ts';

/** Which pieces of a cut lie side by side (with a common segment), and which beside given rings. */
export interface PieceGraph {
  readonly neighbours: readonly ReadonlySet<number>[];
  readonly isBeside: (piece: number, rings: readonly Ring[]) => boolean;
}

export function pieceGraph(pieces: readonly Piece[]): PieceGraph {
  const holders = new Map<number, number>();
  const segments = (rings: readonly Ring[]) => rings.flatMap((ring) => [...segmentsOf(ring)]);
  for (const [i, piece] of pieces.entries()) for (const [a, b] of segments(piece.rings)) holders.set(segmentKey(a, b), i);
  const neighbours = pieces.map((piece, i) => {
    const beside = segments(piece.rings).map(([a, b]) => holders.get(segmentKey(b, a)));
    return new Set(beside.filter((other) => other !== undefined && other !== i)) as ReadonlySet<number>;
  });
  const isBeside = (piece: number, rings: readonly Ring[]) => segments(rings).some(([a, b]) => holders.get(segmentKey(b, a)) === piece);
  return { neighbours, isBeside };
}

/** Groups of pieces that hang together by way of pieces that pass. */
export function connectedGroups(graph: PieceGraph, passes: (piece: number) => boolean): number[][] {
  const seen = new Set<number>();
  const groups: number[][] = [];
  for (const start of graph.neighbours.keys()) {
    if (seen.has(start) || !passes(start)) continue;
    const group = [start];
    seen.add(start);
    for (const piece of group) {
      for (const next of graph.neighbours[piece]!) {
        if (seen.has(next) || !passes(next)) continue;
        seen.add(next);
        group.push(next);
      }
    }
    groups.push(group);
  }
  return groups;
}

/** The fewest pieces between a group and a goal, over pieces that may be taken; null where there is no way. */
export function shortestWay(graph: PieceGraph, from: readonly number[], mayTake: (piece: number) => boolean, isGoal: (piece: number) => boolean): number[] | null {
  const cameFrom = new Map<number, number | null>(from.map((piece) => [piece, null]));
  for (const piece of cameFrom.keys()) {
    if (isGoal(piece)) {
      const way: number[] = [];
      for (let at: number | null = piece; at !== null; at = cameFrom.get(at) ?? null) way.push(at);
      return way;
    }
    for (const next of graph.neighbours[piece]!) if (!cameFrom.has(next) && mayTake(next)) cameFrom.set(next, piece);
  }
  return null;
}
