import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../platform/test-database.ts';
import { importFiles } from './import.ts';
import { parseOptions } from './options.ts';
import type { ImportReport } from './report.ts';

/** Real files are not part of the project: GETU_REALDATA or ../shared/realdata beside the checkout. */
const root = process.env.GETU_REALDATA ?? fileURLToPath(new URL('../../../../shared/realdata', import.meta.url));
const isHere = existsSync(path.join(root, 'SOURCES.md'));
if (!isHere) console.warn('real ground: skipped, data not here');

let database: TestDatabase;
let client: pg.Client;
const folder = mkdtempSync(path.join(os.tmpdir(), 'getu-real-'));
beforeAll(async () => {
  database = await createTestDatabase('real_ground');
  client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const files = (name: string, ending: RegExp) => readdirSync(path.join(root, name)).filter((file) => ending.test(file)).sort().map((file) => path.join(root, name, file));
function runImport(...args: string[]): Promise<ImportReport> {
  const options = parseOptions(args);
  if (options === 'help') throw new Error('help was not asked for');
  return importFiles(options, { adminUrl: database.adminUrl, dataDir: folder, signal: new AbortController().signal, progress: () => undefined, debug: () => undefined });
}
const one = async (text: string) => Object.values((await client.query(text)).rows[0] ?? {})[0];
const column = async (text: string) => (await client.query({ text, rowMode: 'array' })).rows.map(([value]: unknown[]) => value);

describe.skipIf(!isHere)('real ground', () => {
  test('Lujiazui: towers with heights, Chinese names, pieces of tiles joined, the same again changes nothing', async () => {
    const geojson = files('lujiazui', /\.geojson$/);
    const first = await runImport(...geojson);
    expect(first.total).toMatchObject({ read: 4770, rejected: 0 });
    expect(await one(`select count(*) from elements where kind = 'building' and category <> 'building_part'`)).toBe(1321);
    expect(await one(`select count(*) from elements where kind = 'building' and category = 'building_part' and parent_id is not null`)).toBe(129);
    expect(await one(`select max(height_meters) from building_profiles p join elements e on e.id = p.element_id where e.name = '上海中心大厦'`)).toBe(632);
    expect(await one(`select count(*) from elements where kind = 'place' and name ~ '[一-龥]'`)).toBeGreaterThan(100);
    expect(await one(`select count(*) from ground_features where theme = 'road'`)).toBeGreaterThan(1000);
    expect(await one(`select count(*) from ground_features where theme = 'road' and name = '世纪大道'`)).toBeGreaterThan(0);
    expect(await column(`select concat_ws(' ', code, level, name) from regions order by code`)).toEqual(['90 province 导入地域', '900101 county 上海·陆家嘴']);
    expect((await runImport(...geojson)).total).toMatchObject({ written: 0, unchanged: first.total.written });
  });

  test('Liechtenstein: the eleven municipalities under their electoral district and country, with what stands in them', async () => {
    const pbf = files('liechtenstein', /\.pbf$/);
    const first = await runImport(...pbf);
    expect(first.total.rejected).toBe(0);
    expect(await column(`select s.name from regions s join regions c on c.code = s.parent_code join regions p on p.code = c.parent_code where s.level = 'street' and p.name = 'Liechtenstein' order by s.name`))
      .toEqual(['Balzers', 'Eschen', 'Gamprin', 'Mauren', 'Planken', 'Ruggell', 'Schaan', 'Schellenberg', 'Triesen', 'Triesenberg', 'Vaduz']);
    expect(await one(`select count(*) from elements e where kind = 'building' and source = 'osm:liechtenstein'`)).toBe(8993);
    expect(await one(`select count(*) from elements e where source = 'osm:liechtenstein' and community_code is null`)).toBeLessThan(400);
    expect(await one(`select count(*) from ground_features where source = 'osm:liechtenstein' and theme = 'road' and is_walkable`)).toBeGreaterThan(4500);
    expect((await runImport(...pbf)).total).toMatchObject({ written: 0, unchanged: first.total.written });
  });

  test('Beijing: 331 townships with their population, bit for bit, districts made by union, no hole and no overlap', async () => {
    const townships = [...files('beijing-townships', /\.shp$/), ...files('beijing-townships', /\.csv$/)];
    const first = await runImport(...townships);
    expect(first.total).toEqual({ read: 662, written: 662, unchanged: 0, rejected: 0 });
    expect(first.regions).toEqual([expect.stringMatching(/^province \d\d 北京市$/), expect.stringMatching(/^16 counties: (\d{6} \S+(, |$)){16}$/), expect.stringMatching(/^331 streets or townships: .* …and 311 more$/)]);
    const street = `level = 'street' and source = 'townships:beijing'`;
    expect(await one(`select count(*) from regions where ${street}`)).toBe(331);
    expect(await one(`select sum(population)::int from regions where ${street}`)).toBe(20_755_648);
    expect(await one(`select count(*) from regions where level = 'county' and source = 'townships:beijing'`)).toBe(16);
    expect(await one(`select st_numgeometries(u) = 1 and st_numinteriorrings(st_geometryn(u, 1)) = 0 from (select st_union(geom) as u from regions where ${street}) as whole`)).toBe(true);
    expect(await one(`select count(*) from regions a join regions b on a.code < b.code and a.geom && b.geom and st_relate(a.geom, b.geom, '2********') where a.level = 'street' and b.level = 'street' and a.source = 'townships:beijing' and b.source = a.source`)).toBe(0);
    expect(await one(`select abs((select sum(st_area(geom)) from regions where ${street}) - (select st_area(geom) from regions where name = '北京市')) < 1e-9`)).toBe(true);
    expect(await one(`select bool_and(is_local_code and starts_with(code, parent_code)) from regions where ${street}`)).toBe(true);
    expect((await runImport(...townships)).total).toMatchObject({ written: 0, unchanged: 662 });
  });

  const nasty: { file: string; args: string[]; says: RegExp }[] = [
    { file: 'shapefiles/pyshp/latin1.shp', args: ['--layer', 'building'], says: /lacks its latin1\.shx/ },
    { file: 'shapefiles/pyshp/corrupt_too_long.shp', args: [], says: /say with --layer what its rows are/ },
    { file: 'tables/csv-spectrum/csvs/empty.csv', args: ['--layer', 'place'], says: /no column of coordinates/ },
    { file: 'tables/readxl/deaths.xlsx', args: ['--layer', 'person'], says: /--layer person is not known/ },
    { file: 'tables/readxl/deaths.xlsx', args: ['--layer', 'place'], says: /Its columns are Name, Profession, Age, Has kids, Date of birth, Date of death\.$/ },
    { file: 'tables/cjkencodings/gbk.txt', args: ['--layer', 'place'], says: /is not a table/ },
    { file: 'tables/cjkencodings/big5.txt', args: ['--layer', 'place'], says: /Its columns are 如何在/ },
    { file: 'tables/cjkencodings/johab.txt', args: ['--layer', 'place'], says: /The encoding of johab\.txt cannot be told; name it with --encoding/ },
    { file: 'tables', args: [], says: /is a folder/ },
  ];
  test.each(nasty)('$file is answered with one sentence', async ({ file, args, says }) => {
    const refused = await (async () => runImport(path.join(root, file), ...args))().then(() => null, (error: Error) => error);
    expect(refused?.name).toBe('ImportFault');
    expect(refused?.message).toMatch(says);
    expect(refused?.message).not.toContain('\n');
  });

  test('a Shapefile in a ZIP with two layers is read as what --layer says', async () => {
    const report = await runImport(path.join(root, 'shapefiles/pyshp/blockgroups_multishapefile.zip'), '--layer', 'landuse', '--map', 'id=BKG_KEY', '--dry-run');
    expect(report.total.read).toBe(1326);
    expect(report.total.written).toBe(663); // both layers hold the same rows
  });
});
