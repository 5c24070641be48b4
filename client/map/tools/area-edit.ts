import { areaSquareMeters, circleRing, crossesItself, distanceMeters, isInside, middle, pointAt, wholeDecimeters } from '../geodesy.ts';
import type { Bounds, DrawnPiece, LngLat } from '../types.ts';

/** What can be taken hold of on a drawn piece; `ring` counts through all rings. A `middle` becomes a corner when it is moved. */
export type Handle = { part: 'center' | 'edge' } | { part: 'corner' | 'middle'; ring: number; index: number };
export interface PlacedHandle {
  handle: Handle;
  position: LngLat;
}

/** A piece of more corners than this shows those in view alone. */
const mostCorners = 120;
/** More corners in view than this are too close to be taken hold of: come nearer. */
const mostInView = 300;
/** Pixels between two corners that leave room for a handle in the middle. */
const middlePixels = 30;
/** Looking for crossings takes the square of the corners. */
const mostChecked = 400;

/** The open rings of a piece, holes and parts alike; a line is one that does not close. */
export function ringsOf(piece: DrawnPiece): { corners: LngLat[]; isClosed: boolean }[] {
  if (piece.from === 'circle') return [];
  if (piece.from === 'line') return [{ corners: piece.line, isClosed: false }];
  const { type, coordinates } = piece.geometry;
  const rings = type === 'Polygon' ? coordinates : coordinates.flat();
  return rings.map((ring) => ({ corners: ring.slice(0, -1), isClosed: true }));
}

function withRing(piece: DrawnPiece, ring: number, corners: LngLat[]): DrawnPiece {
  if (piece.from === 'circle') return piece;
  if (piece.from === 'line') return { ...piece, line: corners };
  const closed = [...corners, corners[0] as LngLat];
  if (piece.geometry.type === 'Polygon') return { ...piece, geometry: { type: 'Polygon', coordinates: piece.geometry.coordinates.with(ring, closed) } };
  let before = 0;
  const coordinates = piece.geometry.coordinates.map((rings) => {
    const at = ring - before;
    before += rings.length;
    return at >= 0 && at < rings.length ? rings.with(at, closed) : rings;
  });
  return { ...piece, geometry: { type: 'MultiPolygon', coordinates } };
}

/** What of the ground the map shows, and how near. */
export interface HandleView {
  bounds: Bounds;
  /** Metres under a CSS pixel. */
  metersPerPixel: number;
}

/** @param view of a piece with very many corners only those in it are handles; a middle needs room between its corners */
export function handlesOf(piece: DrawnPiece, view: HandleView | null = null): PlacedHandle[] {
  if (piece.from === 'circle') {
    return [
      { handle: { part: 'edge' }, position: pointAt(piece.center, piece.radiusMeters, 90) },
      { handle: { part: 'center' }, position: piece.center },
    ];
  }
  const rings = ringsOf(piece);
  const handles = rings.flatMap(({ corners, isClosed }, ring) => ringHandles(corners, isClosed, ring, middlePixels * (view?.metersPerPixel ?? 0)));
  if (rings.reduce((sum, { corners }) => sum + corners.length, 0) <= mostCorners) return handles;
  const inView = view === null ? [] : handles.filter(({ position }) => isInside(position, view.bounds));
  return inView.length <= mostInView ? inView : [];
}

function ringHandles(corners: LngLat[], isClosed: boolean, ring: number, roomMeters: number): PlacedHandle[] {
  return corners.flatMap((position, index): PlacedHandle[] => {
    const next = corners[index + 1] ?? (isClosed ? corners[0] : undefined);
    const corner: PlacedHandle = { handle: { part: 'corner', ring, index }, position };
    return next && distanceMeters(position, next) >= roomMeters ? [corner, { handle: { part: 'middle', ring, index }, position: middle(position, next) }] : [corner];
  });
}

/** The piece after one of its handles has been dragged to a position. */
export function moveHandle(piece: DrawnPiece, handle: Handle, to: LngLat): DrawnPiece {
  if (piece.from === 'circle') {
    if (handle.part === 'center') return { ...piece, center: to };
    return { ...piece, radiusMeters: wholeDecimeters(distanceMeters(piece.center, to)) };
  }
  if (!('index' in handle)) return piece;
  const corners = ringsOf(piece)[handle.ring]?.corners ?? [];
  return withRing(piece, handle.ring, handle.part === 'corner' ? corners.with(handle.index, to) : corners.toSpliced(handle.index + 1, 0, to));
}

/** The piece without one of its corners; null where its ring needs it. */
export function removeCorner(piece: DrawnPiece, handle: Handle): DrawnPiece | null {
  if (handle.part !== 'corner' || piece.from === 'circle') return null;
  const ring = ringsOf(piece)[handle.ring];
  if (!ring || ring.corners.length <= (ring.isClosed ? 3 : 2)) return null;
  return withRing(piece, handle.ring, ring.corners.toSpliced(handle.index, 1));
}

/** Whether one of the outlines meets itself. A line may. */
export function isCrossed(piece: DrawnPiece): boolean {
  return ringsOf(piece).some(({ corners, isClosed }) => isClosed && corners.length <= mostChecked && crossesItself(corners));
}

/** Square metres of what is enclosed, and the radius of a circle or the length of a line, for reports. */
export function pieceSize(piece: DrawnPiece): { squareMeters?: number; meters?: number } {
  if (piece.from === 'circle') return { meters: piece.radiusMeters, squareMeters: areaSquareMeters(circleRing(piece.center, piece.radiusMeters).slice(1)) };
  if (piece.from === 'line') return { meters: piece.line.slice(1).reduce((sum, to, index) => sum + distanceMeters(piece.line[index] as LngLat, to), 0) };
  if (piece.geometry.type === 'MultiPolygon') return {};
  const [outer, ...holes] = ringsOf(piece).map(({ corners }) => areaSquareMeters(corners));
  return { squareMeters: holes.reduce((sum, hole) => sum - hole, outer ?? 0) };
}
