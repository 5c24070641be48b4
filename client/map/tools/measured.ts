import type { FeatureCollection } from 'geojson';
import { areaSquareMeters, segmentMeters } from '../geodesy.ts';
import type { LngLat, PieceOp, ToolReport } from '../types.ts';
import { pieceSize } from './area-edit.ts';
import type { Ended } from './tool.ts';
import type { MapWords } from '../../shared/words/map.ts';
import { collection, measuredArea, measuredLine } from './sketch-features.ts';

/** A measured line that ends where it starts is an area. */
function isRing(line: LngLat[]): boolean {
  const [first, last] = [line[0], line.at(-1)];
  return line.length > 3 && first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
}

export function measureFeatures(line: LngLat[], words: MapWords): FeatureCollection {
  return collection(isRing(line) ? measuredArea(line.slice(0, -1), words, false) : measuredLine(line, words));
}

/** Metres along a line, or around an area and the square metres inside. */
export function measureSize(line: LngLat[]): { meters: number; squareMeters?: number } {
  const meters = segmentMeters(line).reduce((sum, segment) => sum + segment, 0);
  return isRing(line) ? { meters, squareMeters: areaSquareMeters(line.slice(0, -1)) } : { meters };
}

/** What the map tells when a tool has ended. @param op what the keys that were held say of the new piece */
export function endReport(how: Ended, op: PieceOp | null): ToolReport {
  if (how.name === 'Abandoned') return { state: 'abandoned' };
  const { piece, line } = how;
  return { state: 'done', ...(piece && { piece, op }), ...(piece === undefined ? measureSize(line ?? []) : pieceSize(piece)) };
}
