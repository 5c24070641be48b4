import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BriefDetail } from '#contract/briefs.ts';
import { addTown, addUsers, openTestApp, type TestApp, townUsers } from '../../test-town.ts';
import { testPng } from './test-picture.ts';

let app: TestApp;
let brief: BriefDetail;
const cookies: Record<string, string> = {};
const folder = mkdtempSync(path.join(os.tmpdir(), 'getu-briefs-'));

const exported = async (username: string, format: string) => {
  const response = await fetch(`${app.url}/api/briefs/${brief.id}/export/${format}`, { headers: { cookie: cookies[username] ?? '' } });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
};
const textOfPdf = (bytes: Buffer, page?: number) => {
  const file = path.join(folder, 'brief.pdf');
  writeFileSync(file, bytes);
  // Where a blank stands between two words is the reader's guess.
  return spawnSync('pdftotext', [...(page ? ['-f', String(page), '-l', String(page)] : []), '-raw', file, '-'], { encoding: 'utf8' }).stdout.replaceAll(/\s/g, '');
};
const sheetsOf = (bytes: Buffer) => {
  const file = path.join(folder, 'brief.xlsx');
  writeFileSync(file, bytes);
  const out = path.join(folder, 'xlsx');
  rmSync(out, { recursive: true, force: true });
  spawnSync('unzip', ['-q', file, '-d', out]);
  const sheets = readdirSync(path.join(out, 'xl/worksheets')).filter((name) => name.endsWith('.xml')).sort().map((name) => readFileSync(path.join(out, 'xl/worksheets', name), 'utf8'));
  return { sheets, workbook: readFileSync(path.join(out, 'xl/workbook.xml'), 'utf8'), all: spawnSync('sh', ['-c', `cat ${out}/xl/worksheets/*.xml ${out}/xl/*.xml`], { encoding: 'utf8' }).stdout };
};
/** Type and value of the cells of a column, from above; a cell that names no type holds a number. */
const cellsOf = (sheet: string, column: string) =>
  [...sheet.matchAll(new RegExp(`<c r="${column}\\d+"([^>]*)>.*?</c>`, 'g'))].map(([cell, attributes = '']) => [/ t="(\w+)"/.exec(attributes)?.[1] ?? 'n', /<v>(.*?)<\/v>/.exec(cell)?.[1] ?? '']);

beforeAll(async () => {
  app = await openTestApp('brief_export');
  await addTown(app);
  await addUsers(app, townUsers);
  for (const { username } of townUsers) cookies[username] = await app.signIn(username);
  await app.sql(`insert into key_person_profiles (county_code, element_id, type)
    select '990101', p.id, 'elder_alone' from elements p join elements b on b.id = p.building_id where p.kind = 'person' and b.name = '1号楼'`);
  await app.sql(`insert into elements (county_code, code, kind, category, name, address, geom)
    select '990101', digital_id('990101', 7, n), 'facility', 'hydrant', case n when 1 then '=HYPERLINK("http://x","消防栓")' else '消防栓' || n end, '人民路 ' || n || ' 号', st_setsrid(st_makepoint(116.001 + n * 0.0001, 36.004), 4326)
    from generate_series(1, 90) n`);
  const body = {
    title: '北关 <消防> 检查', startsAt: '2026-03-01T00:00:00Z', endsAt: '2026-03-02T10:00:00Z',
    question: { parts: [{ op: 'add', from: 'region', code: '990101001001' }] },
    selection: { themes: [{ kind: 'facility' }, { kind: 'key_person', category: 'elder_alone' }], added: [], removed: [] },
    tasks: [{ text: '逐个检查消防栓', theme: { kind: 'facility', category: 'hydrant' }, dueAt: '2026-03-02T00:00:00Z' }],
    contacts: [{ from: 'typed', name: '老王', role: '消防队', phone: '119' }],
  };
  const answer = await app.call<BriefDetail>('POST', '/api/briefs', { cookie: cookies.community ?? '', body });
  brief = answer.body;
  await app.call('POST', `/api/briefs/${brief.id}/pictures`, { cookie: cookies.community ?? '', body: { caption: '图一北关', data: testPng(400, 200).toString('base64') } });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

describe('a brief on paper', () => {
  it('has title, figures, lists, tasks, contacts and the time of its data, in text that can be searched', async () => {
    const { status, headers, bytes } = await exported('community', 'pdf');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(headers.get('content-disposition')).toContain(`${brief.number}.pdf`);
    const text = textOfPdf(bytes);
    for (const words of ['北关<消防>检查', brief.number, '北关社区', '平方公里', '数据截至', '图一北关', '2026/03/0108:00', '汇总', '任务', '逐个检查消防栓', '联系人', '老王', '119', '消防栓90', '人民路90号']) expect(text).toContain(words);
    expect(text.match(/张\*/g)).toHaveLength(8);
  });

  it('carries reader, number and page on every page', async () => {
    const { bytes } = await exported('community', 'pdf');
    const pages = Number(/第1页\/共(\d+)页/.exec(textOfPdf(bytes))?.[1]);
    expect(pages).toBeGreaterThan(2);
    for (let page = 1; page <= pages; page++) {
      const text = textOfPdf(bytes, page);
      expect(text).toContain(`第${page}页/共${pages}页`);
      expect(text.split(`community${brief.number}`).length).toBeGreaterThan(2);
    }
  });

  it('names no person to who may not see people, on paper and in the table', async () => {
    const text = textOfPdf((await exported('street', 'pdf')).bytes);
    expect(text).toMatch(/独居老人（8）|重点人员.*（8）/);
    expect(text).toContain('按您的权限只显示数量');
    expect(text).not.toContain('张*');
    expect(sheetsOf((await exported('street', 'xlsx')).bytes).all).not.toContain('张*');
    expect(sheetsOf((await exported('community', 'xlsx')).bytes).all).toContain('张*');
  });

  it('as a workbook has one sheet per theme and no formula', async () => {
    const { workbook, all } = sheetsOf((await exported('community', 'xlsx')).bytes);
    expect([...workbook.matchAll(/<sheet [^>]*?name="([^"]+)"/g)].map((match) => match[1]?.replace(/（\d+）$/, ''))).toEqual(['概要', expect.stringContaining('设施部件'), expect.stringContaining('重点人员'), '任务', '联系人']);
    expect(all).not.toMatch(/<f[ >]/);
    expect(all).toContain('=HYPERLINK');
  });

  it('as a workbook holds numbers as numbers, and codes as text that keeps all their digits', async () => {
    const { sheets } = sheetsOf((await exported('community', 'xlsx')).bytes);
    const [overview = '', hydrants = ''] = sheets;
    expect(cellsOf(overview, 'C')).toContainEqual(['n', '90']);
    expect(cellsOf(hydrants, 'A').slice(1).map(([type, value]) => [type, Number(value)])).toEqual(Array.from({ length: 90 }, (_, n) => ['n', n + 1]));
    const meters = cellsOf(hydrants, 'E').slice(1);
    expect(meters.map(([type]) => type)).toEqual(Array(90).fill('n'));
    expect(meters.map(([, value]) => Number(value))).toEqual(meters.map(([, value]) => Number(value)).sort((a, b) => a - b));
    expect(new Set(cellsOf(hydrants, 'D').map(([type]) => type))).toEqual(new Set(['s']));
  });

  it('is in the audit log with its reader and how many people it showed', async () => {
    await exported('community', 'geojson');
    const [entry] = await app.sql<{ object: string; detail: Record<string, unknown> }>(`select object, detail from audit_log where action = 'brief.export' order by id desc limit 1`);
    expect(entry).toEqual({ object: brief.id, detail: { number: brief.number, format: 'geojson', items: 98, people: { key_person: 8 } } });
  });
});
