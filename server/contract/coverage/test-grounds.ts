import type { GridShape } from './build.ts';
import type { Position } from './coverage.ts';

/** For tests: a community of columns × rows grids with wavy borders, in the middle of a town. */
export function wavyGrids(columns: number, rows: number, { zone = '990101001001', perSide = 4, west = 116.3, south = 39.9, size = 0.004 } = {}): GridShape[] {
  const step = size / perSide;
  const corner = (i: number, j: number): Position => {
    const isRim = i === 0 || j === 0 || i === columns * perSide || j === rows * perSide;
    const wave = isRim ? 0 : step * 0.3;
    return [west + i * step + wave * Math.sin(i * 1.7 + j * 2.3), south + j * step + wave * Math.cos(i * 2.9 + j * 1.1)];
  };
  const grids: GridShape[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [i0, j0] = [column * perSide, row * perSide];
      const ring: Position[] = [];
      for (let k = 0; k < perSide; k++) ring.push(corner(i0 + k, j0));
      for (let k = 0; k < perSide; k++) ring.push(corner(i0 + perSide, j0 + k));
      for (let k = perSide; k > 0; k--) ring.push(corner(i0 + k, j0 + perSide));
      for (let k = perSide; k > 0; k--) ring.push(corner(i0, j0 + k));
      ring.push(ring[0]!);
      grids.push({ key: `${zone}${String(grids.length + 1).padStart(3, '0')}`, layer: 'ground', zone, parent: null, geometry: { type: 'Polygon', coordinates: [ring] } });
    }
  }
  return grids;
}
