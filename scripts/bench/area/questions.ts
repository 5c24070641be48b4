/** What the benchmarks of areas ask, and how. */
import type { AreaGeometry } from '#contract/shapes.ts';
import { areaStatement } from '../../../server/features/search/area-statement.ts';
import type { Database } from '../../../server/platform/database.ts';
import type { BenchCity } from '../../bench-city.ts';

export const rows = 100;

export interface Square {
  corners: [number, number, number, number];
  middle: [number, number];
  geometry: { type: 'Polygon'; coordinates: [number, number][][] };
}
export interface Total {
  kind: string;
  count: number;
}
export function countElements(totals: Total[]): number {
  return totals.reduce((sum, { kind, count }) => sum + (kind === 'key_person' ? 0 : count), 0);
}

/** As a request runs it. */
export async function askOurs(database: Database, geometry: AreaGeometry): Promise<number> {
  const statement = areaStatement({ shape: { geometry }, radiusMeters: null, maxSquareMeters: 2e10, within: null, limit: rows, after: null });
  const [answer] = await database.withRequest({ userId: 1, roles: ['city_officer'], jurisdiction: '', requestId: 'bench' }, (db) => db.query<{ totals: Total[] }>(statement));
  return countElements(answer?.totals ?? []);
}

/** @returns how many elements the answer tells */
export async function askHttp(served: { url: string; cookie: string }, area: object): Promise<number> {
  const response = await fetch(`${served.url}/api/search/area`, {
    method: 'POST',
    headers: { cookie: served.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ ...area, limit: rows }),
  });
  if (!response.ok) throw new Error(`the area search answered ${response.status}`);
  return countElements(((await response.json()) as { totals: Total[] }).totals);
}

/** Squares on a lattice of the golden ratio: spread evenly over the city, the same each time. */
export function placeSquares([west, south, east, north]: BenchCity['extent'], squareKilometers: number, count: number): Square[] {
  const height = (Math.sqrt(squareKilometers) * 1000) / 111_000;
  const width = height / Math.cos(((south + north) / 2) * (Math.PI / 180));
  return Array.from({ length: count }, (_, index) => {
    const x = west + ((index * 0.6180339887) % 1) * Math.max(0, east - west - width);
    // Not from south to north one after the other: what warms up shall lie everywhere.
    const y = south + ((index * 0.7548776662) % 1) * Math.max(0, north - south - height);
    const [right, top] = [x + width, y + height];
    return {
      corners: [x, y, right, top],
      middle: [x + width / 2, y + height / 2],
      geometry: { type: 'Polygon', coordinates: [[[x, y], [right, y], [right, top], [x, top], [x, y]]] },
    };
  });
}

export async function clock(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export function percentile(values: number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
}
