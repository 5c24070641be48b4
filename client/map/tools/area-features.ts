import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { MapWords } from '../../shared/words/map.ts';
import { circleRing, pointAt } from '../geodesy.ts';
import type { DrawnPiece, ShownArea, ShownPiece } from '../types.ts';
import { type HandleView, handlesOf, isCrossed } from './area-edit.ts';
import { collection, lineFeature, pointFeature, type Role, ribbonFeature } from './sketch-features.ts';

const roles: Record<ShownPiece['op'], Role> = { add: 'piece', subtract: 'cut', intersect: 'clip' };

/** How the shown area is drawn: the whole, its pieces where there are several, and the handles of the active one. */
export function areaFeatures({ whole, pieces, active }: ShownArea, view: HandleView | null, words: MapWords): FeatureCollection {
  const [only] = pieces.length === 1 ? pieces : [];
  const outline = (only?.drawn && outlineOf(only.drawn)) ?? whole ?? only?.shape ?? null;
  const held = active === null ? null : (pieces[active]?.drawn ?? null);
  const isWrong = held !== null && isCrossed(held);
  return collection([
    ...(outline ? [shapeFeature(outline as Geometry, 'shape', isWrong && only !== undefined)] : []),
    ...(only ? [] : pieces.flatMap((piece, index) => pieceFeatures(piece, index === 0 ? 'piece' : roles[piece.op], index === active && isWrong))),
    ...(held ? heldFeatures(held, view, isWrong, words) : []),
  ]);
}

/** A drawn piece by itself, while the hand changes it; a line is shown by its ribbon. */
function pieceFeatures({ shape, drawn }: ShownPiece, role: Role, isWrong: boolean): Feature[] {
  const outline = (drawn && outlineOf(drawn)) ?? shape;
  return outline ? [shapeFeature(outline as Geometry, role, isWrong)] : [];
}

/** The outline of what a hand drew; null for a line, whose ground only the server knows. */
function outlineOf(piece: DrawnPiece): Geometry | null {
  if (piece.from === 'drawn') return piece.geometry;
  return piece.from === 'circle' ? { type: 'Polygon', coordinates: [circleRing(piece.center, piece.radiusMeters)] } : null;
}

function heldFeatures(piece: DrawnPiece, view: HandleView | null, isWrong: boolean, words: MapWords): Feature[] {
  const handles = handlesOf(piece, view).map(({ handle, position }) => pointFeature(position, handle.part === 'middle' ? 'middle' : 'handle', '', isWrong));
  if (piece.from === 'circle') {
    const text = words.radius(words.length(piece.radiusMeters));
    return [...handles, pointFeature(pointAt(piece.center, piece.radiusMeters, 90), 'label', text)];
  }
  if (piece.from === 'drawn') return handles;
  const [start] = piece.line;
  return [ribbonFeature(piece.line, piece.meters), lineFeature(piece.line), ...handles, ...(start ? [pointFeature(start, 'label', words.buffer(words.length(piece.meters)))] : [])];
}

function shapeFeature(geometry: Geometry, role: Role, isWrong: boolean): Feature {
  return { type: 'Feature', properties: { role, isWrong }, geometry };
}
