/** Readers who ask without pause: tiles that nobody has asked for yet, areas, and the list of grids. */
import { sampleTiles } from '../tiles/sample.ts';
import type { Layer } from '../../../server/features/tiles/plan.ts';
import type { BenchCity } from '../../bench-city.ts';

export interface ReaderWaits {
  answers: number;
  longestMs: number;
  /** Which question waited longest. */
  longest: string;
}

/** Begins to read; the answer ends it and tells how long the readers had to wait. Throws where one is refused. */
export async function startReaders(city: BenchCity, url: string, cookie: string): Promise<() => Promise<ReaderWaits>> {
  const layers = ((await (await fetch(`${url}/api/layers`, { headers: { cookie } })).json()) as (Layer & { tiles: string })[]).filter(({ id }) => ['grids', 'buildings'].includes(id));
  const tiles = sampleTiles(layers, city.extent, [14, 15, 16], 400).map(({ layer, address }) => (layer as Layer & { tiles: string }).tiles.replace('{z}', String(address.z)).replace('{x}', String(address.x)).replace('{y}', String(address.y)));
  const waits: ReaderWaits = { answers: 0, longestMs: 0, longest: '' };
  let isOver = false;
  const read = async (questions: (turn: number) => { what: string; path: string; body?: object }): Promise<void> => {
    for (let turn = 0; !isOver; turn += 1) {
      const { what, path, body } = questions(turn);
      const started = performance.now();
      const response = await fetch(url + path, { method: body ? 'POST' : 'GET', headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) }, body: body ? JSON.stringify(body) : null });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      const taken = performance.now() - started;
      waits.answers += 1;
      if (taken > waits.longestMs) [waits.longestMs, waits.longest] = [taken, what];
    }
  };
  const places = Array.from({ length: 50 }, (_, i) => squareAt(city.extent, (i * 0.618) % 1, (i * 0.755) % 1));
  const streets = (await city.sql<{ code: string }>(`select code from regions where level = 'street' order by code`)).map(({ code }) => code);
  const reading = [
    read((turn) => ({ what: 'a tile', path: new URL(tiles[(turn * 37) % tiles.length] as string, url).pathname })),
    read((turn) => ({ what: 'an area', path: '/api/search/area', body: { geometry: places[turn % places.length], limit: 100 } })),
    read((turn) => ({ what: 'the grids of a street', path: `/api/grids?within=${streets[turn % streets.length]}` })),
  ];
  return async () => {
    isOver = true;
    await Promise.all(reading);
    return waits;
  };
}

/** A square kilometre, about, at shares of the extent. */
function squareAt([west, south, east, north]: BenchCity['extent'], across: number, up: number): object {
  const [x, y] = [west + across * (east - west - 0.011), south + up * (north - south - 0.009)];
  return { type: 'Polygon', coordinates: [[[x, y], [x + 0.011, y], [x + 0.011, y + 0.009], [x, y + 0.009], [x, y]]] };
}
