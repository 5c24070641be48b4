/** For tests: the polygons of a shapefile as grids of one community, each part a grid of its own. */
import { readFileSync } from 'node:fs';
import type { GridShape } from './build.ts';
import type { Position } from './coverage.ts';
import { sideOfRings, signedArea } from './rings.ts';

const POLYGON = 5;

/** ESRI Shapefile Technical Description (1998): a header of 100 bytes, then records of rings; outlines are clockwise, holes counter-clockwise. */
export function readGrids(file: string, zone: string): GridShape[] {
  const bytes = readFileSync(file);
  const grids: GridShape[] = [];
  for (let at = 100; at < bytes.length; ) {
    const words = bytes.readInt32BE(at + 4);
    if (bytes.readInt32LE(at + 8) === POLYGON) {
      for (const coordinates of polygonsOfRings(readRings(bytes, at + 8))) {
        grids.push({ key: `${zone}${String(grids.length + 1).padStart(4, '0')}`, layer: 'ground', zone, parent: null, geometry: { type: 'Polygon', coordinates } });
      }
    }
    at += 8 + 2 * words;
  }
  return grids;
}

function readRings(bytes: Buffer, start: number): Position[][] {
  const parts = bytes.readInt32LE(start + 36);
  const points = bytes.readInt32LE(start + 40);
  const firstPoint = start + 44 + 4 * parts;
  const begins = Array.from({ length: parts }, (_, i) => bytes.readInt32LE(start + 44 + 4 * i));
  return begins.map((begin, i) => {
    const end = begins[i + 1] ?? points;
    return Array.from({ length: end - begin }, (_, j): Position => [bytes.readDoubleLE(firstPoint + 16 * (begin + j)), bytes.readDoubleLE(firstPoint + 16 * (begin + j) + 8)]);
  });
}

function polygonsOfRings(rings: readonly Position[][]): Position[][][] {
  const outlines = rings.filter((ring) => signedArea(ring) < 0).map((ring) => [ring]);
  for (const hole of rings.filter((ring) => signedArea(ring) > 0)) {
    const holder = outlines.find(([outline]) => hole.some((at) => sideOfRings([outline!], at) > 0)) ?? outlines[0];
    holder?.push(hole);
  }
  return outlines;
}
