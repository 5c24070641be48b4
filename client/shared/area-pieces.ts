import { type AreaPart, areaLimits } from '#contract/areas.ts';
import type { LinkArea } from './area-code.ts';

/** A piece without how it joins the others. */
export type AreaPiece = AreaPart extends infer Part ? (Part extends AreaPart ? Omit<Part, 'op'> : never) : never;
/** What becomes of a new piece: it is the area, or joins the one that is there. */
export type JoinOp = 'replace' | AreaPart['op'];

/** The area with one more piece; null where it has as many as it may have. */
export function joinPiece(area: LinkArea | null, piece: AreaPiece, how: JoinOp): LinkArea | null {
  if (how === 'replace' || !area || area.parts.length === 0) return { parts: [withOp(piece, 'add')] };
  if (area.parts.length >= areaLimits.parts) return null;
  return changed(area, [...area.parts, withOp(piece, how)]);
}

export function changePiece(area: LinkArea, index: number, part: AreaPart): LinkArea {
  return changed(area, area.parts.with(index, rounded(part)));
}

/** The area without a piece; null where it was the only one. */
export function removePiece(area: LinkArea, index: number): LinkArea | null {
  return area.parts.length === 1 ? null : changed(area, area.parts.toSpliced(index, 1));
}

/** The area with a piece one place earlier (-1) or later (1): the order decides what is taken away from what. */
export function movePiece(area: LinkArea, index: number, by: -1 | 1): LinkArea {
  const part = area.parts[index];
  const to = index + by;
  if (!part || to < 0 || to >= area.parts.length) return area;
  return changed(area, area.parts.toSpliced(index, 1).toSpliced(to, 0, part));
}

/** Whether two pieces cover the same ground, however they join. */
export function isSamePiece(one: AreaPart, other: AreaPart): boolean {
  return one === other || JSON.stringify({ ...one, op: 'add' }) === JSON.stringify({ ...other, op: 'add' });
}

/** The first piece adds, whatever it did where it stood before. */
function changed(area: LinkArea, [first, ...more]: AreaPart[]): LinkArea {
  const parts = first ? [first.op === 'add' ? first : { ...first, op: 'add' as const }, ...more] : [];
  return { parts, ...(area.saved ? { saved: { id: area.saved.id, isEdited: true } } : {}) };
}

function withOp(piece: AreaPiece, op: AreaPart['op']): AreaPart {
  return rounded({ op, ...piece } as AreaPart);
}

/** Positions as a link carries them, so that who opens the link asks the same question. */
function rounded(part: AreaPart): AreaPart {
  switch (part.from) {
    case 'circle':
      return { ...part, center: roundPosition(part.center) };
    case 'line':
      return { ...part, line: part.line.map(roundPosition) };
    case 'drawn':
      if (part.geometry.type === 'Polygon') return { ...part, geometry: { type: 'Polygon', coordinates: part.geometry.coordinates.map(roundRing) } };
      return { ...part, geometry: { type: 'MultiPolygon', coordinates: part.geometry.coordinates.map((rings) => rings.map(roundRing)) } };
    default:
      return part;
  }
}

const roundRing = (ring: [number, number][]) => ring.map(roundPosition);

function roundPosition([lng, lat]: [number, number]): [number, number] {
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6 + 0;
  return [round(lng), round(lat)];
}
