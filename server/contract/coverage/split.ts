import { refuse, type Coverage, type EditOutcome, type Position, type VertexId } from './coverage.ts';
import { cutFaces, type Cut, type Piece } from './cut.ts';
import { regroup } from './dissolve.ts';
import { readLine } from './drawn.ts';
import { segmentsOf, signedArea } from './rings.ts';
import { edgeKey } from './segments.ts';

/**
 * Splits a face by a line that enters and leaves it once. The ends of the line may reach beyond the face. The larger part
 * keeps the key, the other is `newKey`. Neighbours and the community get the new vertices. Micro-grids go with the
 * part that holds them.
 * Refuses `line-does-not-cross`, `line-touches-only`, `line-crosses-twice`, `line-runs-along`, `line-crosses-itself`,
 * `line-too-short`, and `not-inside-one` where a micro-grid would be cut.
 */
export function splitFace(coverage: Coverage, key: string, line: readonly Position[], newKey: string): EditOutcome {
  const face = coverage.faces.get(key);
  if (!face || coverage.faces.has(newKey)) return refuse('no-such-grid', null, [face ? newKey : key]);
  const drawn = readLine(line);
  if (!drawn.ok) return drawn;
  const cut = cutFaces(coverage, [key], [drawn.line]);
  if (cut.pieces.length !== 2) return refuseSplit(cut, key, (cut.faces.get(key) ?? face).rings);
  const [first, second] = cut.pieces.map((piece) => areaOf(piece, cut)) as [number, number];
  const owners = first >= second ? [key, newKey] : [newKey, key];
  return regroup(coverage, cut, { owners, created: [{ ...face, key: newKey }], mayEnd: false });
}

function areaOf(piece: Piece, cut: Cut): number {
  return piece.rings.reduce((sum, ring) => sum + signedArea(ring.map(cut.at)), 0);
}

function refuseSplit(cut: Cut, key: string, rings: readonly (readonly VertexId[])[]): EditOutcome {
  const line = cut.lines[0]!;
  const border = new Set(rings.flat());
  const contacts = line.filter((vertex) => border.has(vertex));
  const edges = new Set(rings.flatMap((ring) => [...segmentsOf(ring)].map(([a, b]) => edgeKey(a, b))));
  const along = line.findIndex((vertex, i) => i > 0 && edges.has(edgeKey(line[i - 1]!, vertex)));
  if (cut.pieces.length > 2) return refuse('line-crosses-twice', cut.at(contacts.at(-2) ?? line[0]!), [key]);
  if (along > 0) return refuse('line-runs-along', cut.at(line[along]!), [key]);
  if (contacts.length > 0 && !cut.entered.has(key)) return refuse('line-touches-only', cut.at(contacts[0]!), [key]);
  return refuse('line-does-not-cross', cut.at(contacts[0] ?? line[line.length >> 1]!), [key]);
}
