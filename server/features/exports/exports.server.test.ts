import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTown, addUsers, north, openTestApp, type TestApp, townUsers } from '../../test-town.ts';

let app: TestApp;
const cookies: Record<string, string> = {};
const folder = mkdtempSync(path.join(os.tmpdir(), 'getu-exports-'));

const fetched = async (username: string, address: string) => {
  const response = await fetch(app.url + address, { headers: { cookie: cookies[username] ?? '' } });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
};
const textOfPdf = (bytes: Buffer) => {
  const file = path.join(folder, 'sheet.pdf');
  writeFileSync(file, bytes);
  return spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).stdout.replaceAll(/\s/g, '');
};
/** What GDAL reads back out of a file: the coordinate system and the fields of each grid. */
const readBack = (bytes: Buffer, name: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  const source = name.endsWith('.zip') ? `/vsizip/${file}` : file;
  const system = spawnSync('ogrinfo', ['-so', source, 'grids'], { encoding: 'utf8' }).stdout;
  const features = spawnSync('ogr2ogr', ['-f', 'GeoJSON', '/vsistdout/', source, '-lco', 'RFC7946=NO', '-lco', 'COORDINATE_PRECISION=15'], { encoding: 'utf8' }).stdout;
  return { system, features: JSON.parse(features).features as { properties: Record<string, unknown>; geometry: { coordinates: unknown } }[] };
};

beforeAll(async () => {
  app = await openTestApp('exports');
  await addTown(app);
  await addUsers(app, townUsers);
  for (const { username } of townUsers) cookies[username] = await app.signIn(username);
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

describe('border sheets', () => {
  it('tell code, sides in words, households and people in charge of a grid', async () => {
    const { status, headers, bytes } = await fetched('community', `/api/grids/${north}001/sheet.pdf`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const text = textOfPdf(bytes);
    for (const part of ['第1网格', `${north}001`, '4户', '东至第2网格界', '南至社区界', '格员1', '13800000001', '书记']) expect(text).toContain(part);
  });

  it('of a community are one file with a page for each grid', async () => {
    const { bytes } = await fetched('community', `/api/grids/${north}/sheet.pdf`);
    const text = textOfPdf(bytes);
    expect(text).toContain('第1页/共2页');
    expect(text).toContain(`${north}002`);
  });

  it('are refused for a code that is no grid, for a plan that is not there, and without a session', async () => {
    expect((await fetched('community', '/api/grids/990101001001999/sheet.pdf')).status).toBe(404);
    expect((await fetched('community', `/api/grids/${north}001/sheet.pdf?plan=4b8e6f0a-0000-4000-8000-000000000000`)).status).toBe(404);
    expect((await fetched('nobody', `/api/grids/${north}001/sheet.pdf`)).status).toBe(401);
  });

  it('are in the audit log with the code alone', async () => {
    const rows = await app.sql<{ object: string; detail: unknown }>("select object, detail from audit_log where action = 'grids.sheet' order by id limit 1");
    expect(rows).toEqual([{ object: `${north}001`, detail: { sheets: 1, plan: null } }]);
  });
});

describe('exported grids', () => {
  it.each([['gpkg', 'grids.gpkg'], ['shp', 'grids.zip'], ['geojson', 'grids.geojson']])('as %s carry EPSG:4490, Chinese names and the coordinates to the last bit', async (format, name) => {
    const { status, bytes } = await fetched('community', `/api/grids/export?within=${north}&format=${format}`);
    expect(status).toBe(200);
    const { system, features } = readBack(bytes, name);
    expect(system).toContain('China Geodetic Coordinate System 2000');
    expect(features.map(({ properties }) => [properties.code, properties.name, properties.households])).toEqual([[`${north}001`, '第1网格', 4], [`${north}002`, '第2网格', 4]]);
    const [stored] = await app.sql<{ coordinates: [number, number][][] }>("select st_asgeojson(geom, 15)::json -> 'coordinates' as coordinates from grids where code = $1", [`${north}001`]);
    const positions = (rings: unknown) => (rings as [number, number][][]).flat().map(String).sort();
    // A Shapefile turns its rings clockwise.
    expect(new Set(positions(features[0]?.geometry.coordinates))).toEqual(new Set(positions(stored?.coordinates)));
  });

  it('are refused for a code without grids, an unknown format, and without a session', async () => {
    expect((await fetched('community', '/api/grids/export?within=11')).status).toBe(404);
    expect((await fetched('community', '/api/grids/export?format=dwg')).status).toBe(422);
    expect((await fetched('nobody', '/api/grids/export')).status).toBe(401);
  });
});
