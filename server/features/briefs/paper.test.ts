import { expect, test } from 'vitest';
import type { BriefDetail, BriefItem } from '#contract/briefs.ts';
import { composePaper } from './paper.ts';
import { cellText } from './xlsx.ts';

const brief: BriefDetail = {
  id: '00000000-0000-4000-8000-000000000001', number: 'B000007', title: '夜查', owner: '街道', isMine: true, startsAt: '2026-03-01T16:30:00Z', endsAt: null, place: '北关社区', placeCode: '990101001001',
  squareMeters: 123_456, createdAt: '', updatedAt: '', asOf: '2026-03-01T00:00:00Z', version: 1, question: { parts: [] }, selection: { themes: [], added: [], removed: [] },
  geometry: { type: 'Polygon' }, bbox: [0, 0, 1, 1], countedOnly: ['key_person'], notTold: [], isPeopleByGrid: true, tasks: [{ text: '看望', theme: { kind: 'key_person', category: 'elder_alone' }, codes: [], dueAt: null }],
  totals: [{ kind: 'key_person', category: 'elder_alone', count: null }, { kind: 'place', category: 'clinic', count: 3 }], contacts: [], pictures: [], snapshots: [], missions: [],
};
const clinic: BriefItem = { code: '9901010600000000019', kind: 'place', category: 'clinic', name: '诊所', address: '人民路', gridCode: null, geometry: null, distanceMeters: 12.4, isCurrent: false };
const titles = new Map([['place', '场所'], ['place/clinic', '诊所'], ['key_person/elder_alone', '独居老人']]);
const paper = composePaper({ brief, items: [clinic], pictures: [], titles, reader: '王街道', now: new Date('2026-03-02T04:05:00Z') });

test('times are said in China\'s zone', () => {
  expect(Object.fromEntries(paper.facts)).toMatchObject({ 时间: '2026/03/02 00:30 至', 数据截至: '2026/03/01 08:00', 面积: '12.3 公顷' });
  expect(paper.watermark).toBe('王街道 B000007 2026/03/02 12:05');
});

test('a number that is withheld is said to be few, and why there is no list', () => {
  expect(paper.totals[0]).toEqual({ theme: '重点人员', category: '独居老人', count: null });
  expect(paper.sections[0]).toEqual({ title: '重点人员 · 独居老人（不足 5）', note: '按您的权限只显示数量，不列名单。', rows: [] });
});

test('what has no category or no name is called as on the screen, and a whole kind by itself', () => {
  const unsorted = { ...brief, totals: [{ kind: 'place', category: '', count: 1 }, { kind: 'person', category: '', count: 2 }], tasks: [{ text: '检查', theme: { kind: 'place' }, codes: [], dueAt: null }] };
  const written = composePaper({ brief: unsorted, items: [{ ...clinic, category: '', name: '' }], pictures: [], titles, reader: '王街道', now: new Date() });
  expect(written.totals).toEqual([{ theme: '场所', category: '未分类', count: 1 }, { theme: 'person', category: '', count: 2 }]);
  expect(written.sections[0]).toMatchObject({ title: '场所 · 未分类（1）', rows: [{ name: '未命名' }] });
  expect(written.tasks[0]?.about).toBe('场所');
});

test('a list that is shorter than its total says so', () => {
  expect(paper.sections[1]).toEqual({ title: '场所 · 诊所（3）', note: '按您的权限列出其中 1 条。', rows: [{ name: '诊所', address: '人民路', code: clinic.code, meters: 12, state: '已注销' }] });
});

test('a cell holds no character that a workbook cannot', () => {
  expect(cellText('a\u0000b\u001fc\ud800d\ufffe👵\n')).toBe('abcd👵\n');
  expect(cellText('中'.repeat(40_000))).toHaveLength(32_767);
});

test('a paper says how people were counted and what its reader is not told', () => {
  const factsOf = (more: Partial<BriefDetail>) => Object.fromEntries(composePaper({ brief: { ...brief, ...more }, items: [], pictures: [], titles: new Map([['hazard', '隐患']]), reader: '王街道', now: new Date() }).facts);
  const facts = factsOf({ notTold: ['hazard'] });
  expect(facts).toMatchObject({ 人员计数: '按整网格：过半面积在范围内的网格', 按权限不含: '隐患' });
  expect(Object.keys(factsOf({ isPeopleByGrid: false }))).not.toContain('人员计数');
});
