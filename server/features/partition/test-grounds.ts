/** Grounds for tests: square blocks of 100 m, streets between some of them. */
import { BORDER_CLASSES } from './border-classes.ts';
import type { PartitionEdge, PartitionGraph, PartitionUnit } from './graph.ts';
import { Random } from './random.ts';

export function buildLattice(columns: number, rows: number, weightOf: (column: number, row: number) => number, more: (column: number, row: number) => Partial<PartitionUnit> = () => ({})): PartitionGraph {
  const units = Array.from({ length: columns * rows }, (_, index): PartitionUnit => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    return { id: `u${index}`, weight: weightOf(column, row), areaSquareMeters: 10_000, perimeterMeters: 400, x: column * 100, y: row * 100, ...more(column, row) };
  });
  const edges = units.flatMap((_, index): PartitionEdge[] => [
    ...((index + 1) % columns > 0 ? [{ a: index, b: index + 1, commonBorderMeters: 100, class: 'open' as const }] : []),
    ...(index + columns < units.length ? [{ a: index, b: index + columns, commonBorderMeters: 100, class: 'open' as const }] : []),
  ]);
  return { units, edges };
}

/** Anything that the types allow: loose ends, loops, doubled edges, several zones, dedicated units, estates, grids of today. */
export function buildTangle(seed: number, count: number): PartitionGraph {
  const random = new Random(seed);
  const oneOf = <Value>(values: readonly Value[]) => values[random.below(values.length)]!;
  const units = Array.from({ length: count }, (_, index): PartitionUnit => ({
    id: `u${index}`,
    weight: oneOf([0, 0, random.below(50), random.below(200), random.below(700)]),
    areaSquareMeters: random.below(20_000),
    perimeterMeters: random.below(600),
    x: random.below(5000),
    y: random.below(5000),
    zone: oneOf([null, 'east', 'east', 'west']),
    estate: oneOf([null, null, 'garden', 'mill']),
    isDedicated: random.below(12) === 0,
    currentGrid: oneOf([null, '001', '002', '003']),
  }));
  const edges = Array.from({ length: count === 0 ? 0 : count * 3 }, (_, index): PartitionEdge => {
    const a = index % count;
    return { a, b: Math.min(count - 1, a + random.below(7)), commonBorderMeters: oneOf([0, 5, 40, 130]), class: oneOf(BORDER_CLASSES) };
  });
  return { units, edges };
}
