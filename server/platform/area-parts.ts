import { type AreaPart, areaLimits } from '#contract/areas.ts';
import { type Refusal, refusal } from '#contract/refusals.ts';
import { limits } from '#contract/search.ts';
import type { AnyGeometry } from '#contract/shapes.ts';
import { checkSurface } from './area-shape.ts';
import { writeAudit } from './audit.ts';
import { type RequestDatabase, readSql } from './database.ts';
import { crossesMoreThan } from './line-crossings.ts';
import { refused } from './problem.ts';

const areaPartsSql = readSql(import.meta.url, './area-parts.sql');

interface PieceRow {
  geometry: AnyGeometry;
  title: string;
  squareMeters: number;
  isFound: boolean;
  isRepaired: boolean;
  /** Crosses itself, and of too many vertices to be repaired. */
  isTangled: boolean;
  isEmpty: boolean;
  faultAt: [number | null, number | null] | null;
  /** Kind of what the piece stands on, where that is restricted. */
  restrictedKind: string | null;
}
interface WholeRow {
  ewkb: string;
  geometry: AnyGeometry;
  is_empty: boolean;
  square_meters: number;
  user_id: number | null;
  parts: PieceRow[];
}

/** What the pieces of an area make together. */
export interface ResolvedArea {
  /** The whole in hexadecimal EWKB, every digit kept: a statement takes it as `$1::geometry`. */
  ewkb: string;
  /** Where the area is a single circle: its edge is a geodesic distance, the outline only shows it. */
  circle: { center: [number, number]; radiusMeters: number } | null;
  geometry: AnyGeometry;
  squareMeters: number;
  isRepaired: boolean;
  parts: { geometry: AnyGeometry; title: string; squareMeters: number; isRepaired: boolean }[];
}

/**
 * The shape that pieces make, joined in their order, in one statement and with the reader's rights. Ground around a
 * restricted thing is written to the audit log.
 * @param at JSON pointer of the pieces in the request, for the problem's `errors`
 * @throws ProblemError geometry-not-valid with the piece and the place; not-found with the piece, for a code that is unknown or not for the reader
 */
export async function resolveParts(db: RequestDatabase, parts: AreaPart[], requestId: string, at = '/parts'): Promise<ResolvedArea> {
  const area = await readParts(db, parts, requestId, at);
  if (area.squareMeters === 0) refuse(refusal('pieces-empty'), at);
  return area;
}

/** The same, but pieces that leave nothing are an answer: an empty surface of 0 m². */
export async function readParts(db: RequestDatabase, parts: AreaPart[], requestId: string, at = '/parts'): Promise<ResolvedArea> {
  const { closed, isClosedByUs } = checkParts(parts, at);
  const [row] = await db.query<WholeRow>({ name: 'area_parts', text: areaPartsSql, values: [JSON.stringify(closed), limits.repairedVertices] });
  if (!row) throw new Error('the pieces of an area made no row');
  for (const [index, piece] of row.parts.entries()) refuseUnusable(piece, parts[index] as AreaPart, index, at);
  const squareKilometers = row.square_meters / 1e6;
  if (squareKilometers > limits.areaSquareKilometers) refuse(refusal('area-too-large', { squareKilometers: Math.round(squareKilometers), most: limits.areaSquareKilometers }), at);
  await auditRestricted(db, row, requestId);
  const [only] = parts.length === 1 ? parts : [];
  return {
    ewkb: row.ewkb,
    circle: only?.from === 'circle' ? { center: only.center, radiusMeters: only.radiusMeters } : null,
    geometry: row.geometry,
    squareMeters: row.is_empty ? 0 : row.square_meters,
    isRepaired: isClosedByUs.includes(true) || row.parts.some((piece) => piece.isRepaired),
    parts: row.parts.map(({ geometry, title, squareMeters, isRepaired }, index) => ({ geometry, title, squareMeters, isRepaired: isRepaired || isClosedByUs[index] === true })),
  };
}

/** What can be said about drawn pieces without geometry; open rings are closed. */
function checkParts(parts: AreaPart[], at: string): { closed: AreaPart[]; isClosedByUs: boolean[] } {
  const vertices = parts.reduce((sum, part) => sum + drawnVertices(part), 0);
  if (vertices > limits.areaVertices) refuse(refusal('too-many-vertices', { vertices, most: limits.areaVertices }), at);
  const checked = parts.map((part, index) => {
    if (part.from === 'line' && crossesMoreThan(part.line, areaLimits.lineCrossings)) {
      refuse(refusal('line-crosses-itself', { most: areaLimits.lineCrossings }), `${at}/${index}/line`, part.line[0]);
    }
    if (part.from !== 'drawn') return { part, isClosedByUs: false };
    const { geometry, isClosedByUs } = checkSurface(part.geometry, `${at}/${index}/geometry`);
    return { part: { ...part, geometry }, isClosedByUs };
  });
  return { closed: checked.map(({ part }) => part), isClosedByUs: checked.map(({ isClosedByUs }) => isClosedByUs) };
}

function drawnVertices(part: AreaPart): number {
  if (part.from === 'line') return part.line.length;
  if (part.from !== 'drawn') return 0;
  const rings = part.geometry.type === 'Polygon' ? part.geometry.coordinates : part.geometry.coordinates.flat();
  return rings.reduce((sum, ring) => sum + ring.length, 0);
}

const identifying: Partial<Record<AreaPart['from'], string>> = { street: 'name', region: 'code', element: 'code', event: 'id' };

function refuseUnusable(piece: PieceRow, part: AreaPart, index: number, at: string): void {
  const pointer = `${at}/${index}`;
  if (!piece.isFound) throw refused('not-found', refusal('piece-gone', { piece: index + 1 }), `${pointer}/${identifying[part.from] ?? ''}`);
  const [lng, lat] = piece.faultAt ?? [];
  const location: [number, number] | undefined = typeof lng === 'number' && typeof lat === 'number' ? [lng, lat] : undefined;
  if (piece.isTangled) refuse(refusal('shape-crosses-itself', { most: limits.repairedVertices }), pointer, location);
  if (piece.isEmpty || piece.squareMeters === 0) refuse(refusal('shape-empty'), pointer);
}

function refuse(why: Refusal, pointer: string, location?: [number, number]): never {
  throw refused('geometry-not-valid', why, pointer, location);
}

/** Who draws around a person has looked up where that person is. */
async function auditRestricted(db: RequestDatabase, row: WholeRow, requestId: string): Promise<void> {
  const counts: Record<string, number> = {};
  for (const { restrictedKind } of row.parts) {
    if (restrictedKind) counts[restrictedKind] = (counts[restrictedKind] ?? 0) + 1;
  }
  if (Object.keys(counts).length > 0) await writeAudit(db, { userId: row.user_id, action: 'areas.around', detail: { counts }, requestId });
}
