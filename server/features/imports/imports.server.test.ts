import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../platform/test-database.ts';
import { importFiles } from './import.ts';
import { parseOptions } from './options.ts';
import { exitCodeOf, type ImportReport } from './report.ts';

let database: TestDatabase;
let client: pg.Client;
const folder = mkdtempSync(path.join(os.tmpdir(), 'getu-imports-'));
beforeAll(async () => {
  database = await createTestDatabase('imports');
  client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

function runImport(...args: string[]): Promise<ImportReport> {
  const options = parseOptions(args);
  if (options === 'help') throw new Error('help was not asked for');
  return importFiles(options, { adminUrl: database.adminUrl, dataDir: folder, signal: new AbortController().signal, progress: () => undefined, debug: () => undefined });
}
function write(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}
const rows = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) => (await client.query<Row>(text, values)).rows;
const one = async (text: string, values: unknown[] = []) => Object.values((await rows(text, values))[0] ?? {})[0];
const square = (x: number, y: number, size = 0.001) => ({ type: 'Polygon', coordinates: [[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]] });
const collection = (features: { properties: object; geometry: unknown }[]) => JSON.stringify({ type: 'FeatureCollection', features: features.map((feature) => ({ type: 'Feature', ...feature })) });
const tilezen = (id: number, geometry: unknown, more: object = {}) => ({ properties: { id, kind: 'building', source: 'openstreetmap.org', min_zoom: 13, ...more }, geometry });

/** GBK, as spreadsheets in China save it: Node encodes UTF-8 only, so the bytes are looked up by decoding all pairs. */
function gbk(text: string): Buffer {
  const bytes: number[] = [];
  const wanted = new Set(text);
  const table = new Map<string, number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail));
      if (wanted.has(character)) table.set(character, [lead, trail]);
    }
  }
  for (const character of text) bytes.push(...(character < '\u0080' ? [character.charCodeAt(0)] : (table.get(character) ?? [63])));
  return Buffer.from(bytes);
}

describe('what an import writes', () => {
  test('buildings become elements with digital IDs, profiles and a county of their own, and the same file again changes nothing', async () => {
    const file = write('hill-buildings.geojson', collection([tilezen(1, square(110, 30), { height: 21.5, name: '一号楼', addr_street: '山路', addr_housenumber: '3' }), tilezen(2, square(110.01, 30))]));
    const first = await runImport(file);
    expect(first.total).toEqual({ read: 2, written: 2, unchanged: 0, rejected: 0 });
    expect(exitCodeOf(first)).toBe(0);
    const [building] = await rows(`select e.code, e.name, e.address, e.kind, e.county_code, p.height_meters from elements e join building_profiles p on p.element_id = e.id where e.source = 'osm:hill' and e.source_id = 'building/1'`);
    expect(building).toMatchObject({ name: '一号楼', address: '山路 3', kind: 'building', height_meters: 21.5 });
    expect(building?.code).toMatch(new RegExp(`^${building?.county_code}01\\d{11}$`));
    expect(await one(`select level from regions where code = $1`, [building?.county_code])).toBe('county');
    const second = await runImport(file);
    expect(second.total).toEqual({ read: 2, written: 0, unchanged: 2, rejected: 0 });
    expect(await one(`select count(*) from elements where source = 'osm:hill'`)).toBe(2);
    expect(await one(`select max(version) from elements where source = 'osm:hill'`)).toBe(1);
  });

  test('a changed row updates that element alone, keeps its digital ID and leaves a history entry; a vanished row stays', async () => {
    const before = await rows(`select source_id, code from elements where source = 'osm:hill' order by source_id`);
    const report = await runImport(write('hill-buildings.geojson', collection([tilezen(1, square(110, 30), { height: 24, name: '一号楼' })])));
    expect(report.total).toMatchObject({ written: 1, unchanged: 0 });
    expect(report.missing).toBe(1);
    expect(await rows(`select source_id, code from elements where source = 'osm:hill' order by source_id`)).toEqual(before);
    expect(await rows(`select source_id, version from elements where source = 'osm:hill' order by source_id`)).toEqual([{ source_id: 'building/1', version: 2 }, { source_id: 'building/2', version: 1 }]);
    expect(await one(`select count(*) from element_history h join elements e on e.id = h.element_id where e.source = 'osm:hill' and h.change = 'import'`)).toBe(1);
    expect(await one(`select height_meters from building_profiles p join elements e on e.id = p.element_id where e.source = 'osm:hill' and e.source_id = 'building/1'`)).toBe(24);
  });

  test('pieces cut at a tile edge that share an id become one shape', async () => {
    const road = (coordinates: number[][]) => ({ properties: { id: 7, kind: 'minor_road', kind_detail: 'residential', name: '东街', source: 'openstreetmap.org', min_zoom: 13 }, geometry: { type: 'LineString', coordinates } });
    const report = await runImport(write('edge.geojson', collection([tilezen(5, square(111, 31)), tilezen(5, square(111.001, 31)), road([[111, 31], [111.5, 31]]), road([[111.5, 31], [112, 31]])])));
    expect(report.total).toMatchObject({ read: 4, written: 2 });
    expect(await one(`select st_geometrytype(geom) from elements where source = 'osm:edge'`)).toBe('ST_Polygon');
    expect(await rows(`select st_geometrytype(geom) as type, class, st_npoints(geom) as points from ground_features where source = 'osm:edge'`)).toEqual([{ type: 'ST_LineString', class: 'residential', points: 3 }]);
  });

  test('names are data: quotes, tags, emoji, right-to-left and control characters come through harmless', async () => {
    const names = [`O'Brien "楼"; drop table elements; --`, '<script>alert(1)</script>', '😀𠮷野家', 'مبنى البلدية', 'a\u0001b\u0007c', '长'.repeat(5000), '市政\u202eftp.gnp\u202c厅\u200e'];
    await runImport(write('names.geojson', collection(names.map((name, n) => tilezen(n, square(112 + n / 100, 32), { name })))));
    const kept = await rows<{ name: string }>(`select name from elements where source = 'osm:names' order by source_id`);
    expect(kept.map((row) => row.name)).toEqual([names[0], names[1], names[2], names[3], 'a b c', '长'.repeat(500), '市政ftp.gnp厅']);
  });

  test('a table in GBK with a header in Chinese is read without being told', async () => {
    const file = write('cameras.csv', gbk('编号,名称,经度,纬度,类别\n1,人民广场派出所,113.01,33.01,治安\n2,学校门口,113.02,33.02,校园\n'));
    const report = await runImport(file, '--layer', 'camera');
    expect(report.total.written).toBe(2);
    expect(report.files[0]?.notes).toContain('text read as gb18030');
    expect(report.files[0]?.notes).toContain('2 categories are not in the dictionary of camera and kept as written, with the number of rows: 校园 (1), 治安 (1)');
    expect(await rows(`select name, category, st_x(geom) as x from elements where kind = 'camera' order by name`)).toEqual([{ name: '人民广场派出所', category: '治安', x: 113.01 }, { name: '学校门口', category: '校园', x: 113.02 }]);
  });

  test('coordinates of GCJ-02 are moved by a few hundred metres and the report says that it is approximate', async () => {
    const report = await runImport(write('gcj.csv', 'id,name,lng,lat\n1,天安门,116.404,39.915\n'), '--layer', 'place', '--crs', 'gcj02');
    expect(report.files[0]?.notes.join()).toMatch(/approximate/);
    const meters = await one(`select st_distance(geom::geography, st_makepoint(116.404, 39.915)::geography)::int from elements where source = 'file:gcj'`);
    expect(meters).toBeGreaterThan(300);
    expect(meters).toBeLessThan(900);
  });

  test('a table in a projected system is brought to degrees', async () => {
    await runImport(write('metres.csv', 'id,name,x,y\n1,点,500000,3320000\n'), '--layer', 'place', '--crs', 'EPSG:4547');
    expect(await one(`select round(st_x(geom)::numeric, 6)::float from elements where source = 'file:metres'`)).toBe(114);
  });

  test('a workbook is read from the header row that is named', async () => {
    const csv = write('source.csv', '社区设施一览表,,,\n2026年,,,\n名称,经度,纬度,类别\n公厕,114.1,34.1,toilets\n信箱,114.2,34.2,post_box\n');
    const workbook = path.join(folder, 'facilities.xlsx');
    expect(spawnSync('ogr2ogr', ['-f', 'XLSX', workbook, csv, '-oo', 'HEADERS=NO', '-oo', 'AUTODETECT_TYPE=NO'], { encoding: 'utf8' }).status).toBe(0);
    const report = await runImport(workbook, '--layer', 'facility', '--header-row', '4');
    expect(report.total).toMatchObject({ written: 2, rejected: 0 });
    expect(report.files[0]?.notes.join()).toMatch(/column names taken from row 4; 3 rows above left out/);
    expect(await rows(`select name from elements where source = 'file:facilities' order by name`)).toEqual([{ name: '信箱' }, { name: '公厕' }]);
  });

  test('a dry run reports the same and writes nothing', async () => {
    const file = write('dry.geojson', collection([tilezen(1, square(115, 35))]));
    const report = await runImport(file, '--dry-run');
    expect(report.total).toMatchObject({ read: 1, written: 1 });
    expect(await one(`select count(*) from elements where source = 'osm:dry'`)).toBe(0);
    expect(await one(`select count(*) from regions where source = 'osm:dry'`)).toBe(0);
    expect(await one(`select count(*) from import_runs where file_name = 'dry.geojson'`)).toBe(0);
  });

  test('digital IDs carry the right check digit, also beyond ten thousand of them', async () => {
    await client.query(`insert into digital_id_counters (county_code, kind, last_number) select code, 'building', 9990 from regions where source = 'osm:hill' on conflict (county_code, kind) do update set last_number = 9990`);
    await runImport(write('hill-buildings.geojson', collection(Array.from({ length: 30 }, (_, n) => tilezen(100 + n, square(110 + n / 100, 30))))));
    expect(await one(`select count(*) from elements where source = 'osm:hill'`)).toBe(32);
    expect(await one(`select count(*) from elements where right(code, 1)::integer <> digital_id_check_digit(left(code, 18))`)).toBe(0);
    expect(await one(`select max(substr(code, 9, 10)::integer) from elements where source = 'osm:hill'`)).toBe(10020);
  });

  test('regions with official codes keep them and hang on the longest code that theirs begins with; those without get local ones', async () => {
    const border = (code: string | null, name: string, x: number, size: number) => ({ properties: { 区划代码: code, 名称: name }, geometry: square(x, 40, size) });
    await runImport(write('counties.geojson', collection([border('330106000000', '甲区', 100, 1)])), '--layer', 'county');
    const streets = write('streets.geojson', collection([border('330106001000', '一街道', 100, 0.4), border('330106002000', '二街道', 100.5, 0.4), border('33', '坏码', 100.2, 0.1)]));
    const report = await runImport(streets, '--layer', 'street');
    expect(report.total).toEqual({ read: 3, written: 2, unchanged: 0, rejected: 1 });
    expect(report.regions).toEqual(['2 streets or townships: 330106001 一街道, 330106002 二街道']);
    expect(await rows(`select code, parent_code, name, is_local_code from regions where code like '3301%' order by code`)).toEqual([
      { code: '330106', parent_code: null, name: '甲区', is_local_code: false },
      { code: '330106001', parent_code: '330106', name: '一街道', is_local_code: false },
      { code: '330106002', parent_code: '330106', name: '二街道', is_local_code: false },
    ]);
    expect((await runImport(streets, '--layer', 'street')).total).toMatchObject({ written: 0, unchanged: 2 });
    const villages = write('villages.geojson', collection([{ properties: { id: 1, name: '无码村' }, geometry: square(100.1, 40.1, 0.1) }]));
    await runImport(villages, '--layer', 'community', '--region', '330106001');
    expect(await rows(`select code, is_local_code from regions where name = '无码村'`)).toEqual([{ code: '330106001001', is_local_code: true }]);
    await runImport(write('shops.csv', 'id,name,lng,lat\n1,小店,100.15,40.15\n'), '--layer', 'place');
    expect(await rows(`select county_code, community_code, place_code from elements where source = 'file:shops'`)).toEqual([{ county_code: '330106', community_code: '330106001001', place_code: '330106001001' }]);
  });

  test('every run is on record with its counts', async () => {
    expect(await rows(`select state, rows_read, rows_written, rows_unchanged, rows_rejected from import_runs where file_name = 'edge.geojson'`)).toEqual([{ state: 'done', rows_read: 4, rows_written: 2, rows_unchanged: 0, rows_rejected: 0 }]);
  });
});

describe('what an import refuses', () => {
  test('rows that cannot be used go to a list with their number and reason, the others are written', async () => {
    const bowtie = { type: 'Polygon', coordinates: [[[120, 30], [121, 31], [121, 30], [120, 31], [120, 30]]] };
    const report = await runImport(write('mixed.geojson', collection([tilezen(1, square(120, 30)), tilezen(2, bowtie), tilezen(3, null), tilezen(4, square(500, 30))])));
    expect(report.total).toEqual({ read: 4, written: 1, unchanged: 0, rejected: 3 });
    expect(exitCodeOf(report)).toBe(3);
    const list = readFileSync(report.rejectsPath ?? '', 'utf8');
    expect(list).toMatch(/mixed\.geojson,2,.*not valid: Self-intersection/);
    expect(list).toMatch(/mixed\.geojson,3,no shape/);
    expect(list).toMatch(/mixed\.geojson,4,.*coordinates outside/);
  });

  test('--repair mends a shape that crosses itself', async () => {
    const bowtie = { type: 'Polygon', coordinates: [[[120, 30], [121, 31], [121, 30], [120, 31], [120, 30]]] };
    expect((await runImport(write('mend.geojson', collection([tilezen(2, bowtie)])), '--repair')).total).toMatchObject({ written: 1, rejected: 0 });
    expect(await one(`select st_isvalid(geom) from elements where source = 'osm:mend'`)).toBe(true);
  });

  test('a broken line of a GeoJSON sequence costs that line', async () => {
    const line = (id: number) => JSON.stringify({ type: 'Feature', ...tilezen(id, square(121 + id / 100, 31)) });
    const report = await runImport(write('lines.geojsonl', `${line(1)}\n{"type": "Feat\n${line(3)}\n`));
    expect(report.total).toEqual({ read: 3, written: 2, unchanged: 0, rejected: 1 });
    expect(readFileSync(report.rejectsPath ?? '', 'utf8')).toMatch(/lines\.geojsonl,2,the line is not JSON/);
  });

  test('a GeoJSON sequence, which is read without GDAL, gives what GDAL makes of the same features', async () => {
    const ring = square(123, 33).coordinates[0] ?? [];
    const features = [
      tilezen(1, square(123, 32), { name: '一号楼 😀', height: 12.5, roof_shape: 'flat', note: null }),
      tilezen(2, { type: 'MultiPolygon', coordinates: [[ring], [ring.map(([x = 0, y = 0]) => [x + 0.01, y, 5])]] }, { addr_street: '长街', addr_housenumber: '8', is_old: true }),
      { properties: { id: 3, kind: 'cafe', name: '店' }, geometry: { type: 'Point', coordinates: [123.1, 32.1] } },
      { properties: { id: 4, kind: 'path', min_zoom: 14 }, geometry: { type: 'LineString', coordinates: [[123, 32], [123.1, 32.2]] } },
    ];
    const lines = features.map((feature) => `\u001e${JSON.stringify({ type: 'Feature', ...feature })}\n`).join('\n');
    expect((await runImport(write('pair.geojsonl', lines))).total).toEqual({ read: 4, written: 4, unchanged: 0, rejected: 0 });
    expect((await runImport(write('pair.geojson', collection(features)))).total).toEqual({ read: 4, written: 0, unchanged: 4, rejected: 0 });
  });

  test('a coordinate is read as a whole or not at all: its first digits would be another place', async () => {
    const lines = ['甲,1.231e2,30.1', '乙,123.2°,30.1', '丙,1e300,30', "丁,123°54',30", '戊,"123,9",30', '己,1e99,30'].join('\n');
    const report = await runImport(write('numbers.csv', `name,lng,lat\n${lines}\n`), '--layer', 'place');
    expect([report.total.written, report.total.rejected]).toEqual([2, 4]);
    const placed = await rows<{ lng: number }>(`select st_x(geom) as lng from elements where name in ('甲', '乙') and st_y(geom) = 30.1 and st_x(geom) > 123 order by 1`);
    expect(placed.map(({ lng }) => lng)).toEqual([123.1, 123.2]);
  });

  test('in a table the second row of an id is refused and says which is the first', async () => {
    const report = await runImport(write('twice.csv', 'id,name,lng,lat\n1,甲,120.1,30.1\n1,乙,120.2,30.2\n2,丙,none,30.2\n'), '--layer', 'place');
    expect(report.total).toEqual({ read: 3, written: 1, unchanged: 0, rejected: 2 });
    const list = readFileSync(report.rejectsPath ?? '', 'utf8');
    expect(list).toMatch(/twice\.csv,3,.*the id ""1"" is that of row 2/);
    expect(list).toMatch(/twice\.csv,4,.*coordinates are not numbers: none/);
  });

  const sequence = Array.from({ length: 2000 }, (_, n) => JSON.stringify({ type: 'Feature', ...tilezen(n, square(122, 31 + n / 1e4)) })).join('\n');
  const table = 'id,name,lng,lat\n1,甲,120.1,30.1\n';
  const sentences: { what: string; name: string; content: string | Buffer; args?: string[]; says: RegExp }[] = [
    { what: 'an empty file', name: 'empty.geojson', content: '', says: /^empty\.geojson is empty\.$/ },
    { what: 'a file without rows', name: 'none.geojson', content: '{"type":"FeatureCollection","features":[]}', says: /^none\.geojson has no rows\.$/ },
    { what: 'GeoJSON that is cut short', name: 'cut.geojson', content: collection([tilezen(1, square(120, 30))]).slice(0, -40), says: /^cut\.geojson is not whole JSON: line 1, character \d+\.$/ },
    { what: 'swapped axes', name: 'swapped.csv', content: 'id,name,lng,lat\n1,甲,30.1,120.1\n2,乙,30.2,120.2\n', args: ['--layer', 'place'], says: /^Row 2 of swapped\.csv is at 30\.1, 120\.1: longitude and latitude look swapped\.$/ },
    { what: 'metres', name: 'metric.geojson', content: collection([tilezen(1, square(500000, 3320000, 10))]), says: /^Row 1 of metric\.geojson is at 500000, 3320000: these look like metres; say their coordinate system with --crs EPSG:n\.$/ },
    { what: 'a missing column', name: 'nolat.csv', content: 'id,name,lng\n1,甲,120\n', args: ['--layer', 'place'], says: /^nolat\.csv has no column of latitude \(lat, 纬度\); .*Its columns are id, name, lng\.$/ },
    { what: 'a mapped column that is not there', name: 'nomap.csv', content: table, args: ['--layer', 'place', '--map', 'name=title'], says: /^nomap\.csv has no column "title" \(--map name=title\)\. Its columns are id, name, lng, lat\.$/ },
    { what: 'rows that nothing tells the kind of', name: 'unknown.csv', content: table, says: /^unknown\.csv is not of a kind that is known by its columns; say with --layer/ },
    { what: 'a ZIP that is cut short', name: 'short.zip', content: Buffer.from('504b0304140000000800aabb', 'hex'), says: /^short\.zip is cut short or damaged/ },
    { what: 'a gzip file that is cut short', name: 'short.geojsonl.gz', content: gzipSync(sequence).subarray(0, -9), says: /^short\.geojsonl\.gz is cut short or damaged/ },
    { what: 'a picture', name: 'photo.png', content: Buffer.from('89504e470d0a1a0a', 'hex'), says: /^photo\.png is of no format that is known here/ },
    { what: 'text in an encoding that it is not', name: 'bytes.csv', content: Buffer.concat([Buffer.from('id,name,lng,lat\n1,'), Buffer.from([0xc4, 0xe3, 0xff]), Buffer.from(',1,1\n')]), args: ['--layer', 'place', '--encoding', 'utf-8'], says: /^The text of bytes\.csv is not utf-8; name the right encoding with --encoding/ },
    { what: 'a region that is not there', name: 'where.csv', content: table, args: ['--layer', 'place', '--region', '123456'], says: /^There is no region 123456/ },
    { what: 'a province that is not there, though the rows lie in a county that is', name: 'there.csv', content: 'id,name,lng,lat\n1,甲,100.5,40.5\n', args: ['--layer', 'camera', '--region', '12'], says: /^There is no region 12 \(--region\)/ },
    { what: 'a coordinate system that is not there', name: 'nowhere.geojson', content: collection([{ properties: { id: 1 }, geometry: { type: 'Point', coordinates: [500000, 4000000] } }]), args: ['--layer', 'camera', '--crs', 'EPSG:99999'], says: /^There is no coordinate system EPSG:99999 \(--crs\)/ },
    { what: 'degrees given as metres', name: 'degrees.geojson', content: collection([{ properties: { id: 1 }, geometry: { type: 'Point', coordinates: [116.9, 36.2] } }]), args: ['--layer', 'camera', '--crs', 'EPSG:32650'], says: /^Row 1 of degrees\.geojson is at 116\.9, 36\.2: these are degrees, not the metres of EPSG:32650; say --crs EPSG:4326, or leave --crs out\.$/ },
    { what: 'degrees of a table given as metres', name: 'degrees.csv', content: table, args: ['--layer', 'place', '--crs', 'EPSG:4547'], says: /^Row 2 of degrees\.csv is at 120\.1, 30\.1: these are degrees, not the metres of EPSG:4547/ },
    { what: 'a Shapefile without its index', name: 'alone.shp', content: Buffer.from('0000270a00000000', 'hex'), says: /^alone\.shp lacks its alone\.shx/ },
  ];
  test.each(sentences)('$what is answered with one sentence', async ({ name, content, args, says }) => {
    await expect(runImport(write(name, content), ...(args ?? []))).rejects.toThrow(says);
    expect(await one(`select count(*) from pg_namespace where nspname like 'import%'`)).toBe(0);
  });

  test('a missing file is named', async () => {
    await expect(runImport('/nowhere/at-all.geojson')).rejects.toThrow('/nowhere/at-all.geojson is not there or cannot be read.');
  });
});

describe('an import that was stopped', () => {
  test('leaves nothing, and the next one clears its private schema and folder away', async () => {
    const schema = 'import_00112233445566aa';
    await client.query(`create schema ${schema}; create table ${schema}.raw_0 (import_row int)`);
    await client.query(`insert into import_runs (file_name, file_sha256, layer, state, staging_schema) values ('killed.geojson', '\\x00', 'x', 'running', $1)`, [schema]);
    mkdirSync(path.join(folder, 'imports', schema), { recursive: true });
    await runImport(write('after.geojson', collection([tilezen(1, square(116, 36))])));
    expect(await one(`select count(*) from pg_namespace where nspname = $1`, [schema])).toBe(0);
    expect(existsSync(path.join(folder, 'imports', schema))).toBe(false);
    expect(await rows(`select state, note from import_runs where file_name = 'killed.geojson'`)).toEqual([{ state: 'failed', note: 'the importer ended before its work was done' }]);
  });

  test('does not take the private schema of one that lives', async () => {
    const schema = 'import_00112233445566bb';
    await client.query(`select pg_advisory_lock(hashtext('getu_import'), hashtext($1))`, [schema]);
    await client.query(`create schema ${schema}`);
    await runImport(write('after.geojson', collection([tilezen(1, square(116, 36))])));
    expect(await one(`select count(*) from pg_namespace where nspname = $1`, [schema])).toBe(1);
    await client.query(`drop schema ${schema}; select pg_advisory_unlock_all()`);
  });

  test.each(['mapping', 'writing'])('by a signal while it is %s writes nothing and says so', async (step) => {
    const file = write('stopped.geojson', collection(Array.from({ length: 3000 }, (_, n) => tilezen(n, square(117 + n / 10000, 37, 0.00005)))));
    const stop = new AbortController();
    const options = parseOptions([file]);
    if (options === 'help') throw new Error('help was not asked for');
    const running = importFiles(options, { adminUrl: database.adminUrl, dataDir: folder, signal: stop.signal, progress: (now) => { if (now.startsWith(step)) stop.abort(); }, debug: () => undefined });
    await expect(running).rejects.toThrow('Stopped; nothing was written.');
    expect(await one(`select count(*) from elements where source = 'osm:stopped'`)).toBe(0);
    expect(await one(`select count(*) from pg_namespace where nspname like 'import%'`)).toBe(0);
    expect(readdirSync(path.join(folder, 'imports')).filter((name) => name.startsWith('import_'))).toEqual([]);
  });
});
