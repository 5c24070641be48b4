import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCatalogue } from './catalogue.ts';
import { parseCsv } from './csv.ts';

const { classes, matters, dictionaries, calendar, needs, careTypes } = readCatalogue();
const codesOf = (type: string) => new Set(dictionaries.filter((row) => row.type === type).map((row) => row.code));
const repeated = (items: string[]) => [...new Set(items.filter((item, index) => items.indexOf(item) !== index))];

test('the catalogue has components, events, base data and requests, 400 matters at least', () => {
  expect(matters.length).toBeGreaterThanOrEqual(400);
  expect(new Set(matters.map(({ code }) => code.slice(0, 2)))).toEqual(new Set(['01', '02', '03', '04']));
});

test('a code is type, class and matter, is used once, and its class is known', () => {
  const known = new Set(classes.map(({ code }) => code));
  for (const { code } of matters) {
    expect(code).toMatch(/^\d{6}$/);
    expect(known).toContain(code.slice(0, 4));
    expect(known).toContain(code.slice(0, 2));
  }
  expect(repeated(matters.map(({ code }) => code))).toEqual([]);
  expect(repeated(matters.map(({ name }) => name))).toEqual([]);
});

test('every class has matters', () => {
  for (const { code } of classes) expect(matters.some((matter) => matter.code.startsWith(code)), code).toBe(true);
});

test('a code is either cited with its grade or marked local', () => {
  for (const { code, isLocal, grade } of matters) expect(isLocal, code).toBe(grade === null);
  expect(matters.filter(({ code, isLocal }) => isLocal === false && !/^0[12]/.test(code))).toEqual([]);
});

test('residents find each matter by two ways of saying it or more, in plain Chinese', () => {
  for (const { code, name, aliases } of matters) {
    expect(aliases.length, code).toBeGreaterThanOrEqual(2);
    expect(repeated(aliases), code).toEqual([]);
    for (const alias of aliases) {
      expect(alias, code).toMatch(/^[\p{Script=Han}A-Z0-9]{2,14}$/u);
      expect(alias, code).not.toBe(name);
    }
  }
});

test('two matters share a saying only where shared-aliases.csv says so', () => {
  const owners = new Map<string, string[]>();
  for (const { code, aliases } of matters) for (const alias of aliases) owners.set(alias, [...(owners.get(alias) ?? []), code]);
  const shared = [...owners].filter(([, codes]) => codes.length > 1).map(([alias]) => alias);
  const intended = parseCsv(readFileSync(new URL('../../../data/matters/shared-aliases.csv', import.meta.url), 'utf8')).map((row) => row.alias);
  expect(shared.sort()).toEqual(intended.sort());
});

test('what residents say first is there', () => {
  const say = (alias: string) => matters.filter(({ aliases }) => aliases.includes(alias)).map(({ name }) => name);
  expect(say('路灯不亮')).toEqual(['路灯']);
  expect(say('楼上漏水')).toContain('邻里间渗漏');
});

test('owner, routing, clocks and conditions are complete, and the clocks fit the severity', () => {
  const departments = codesOf('department');
  for (const { code, owner, severity, opening, closing, clocks } of matters) {
    expect(departments, code).toContain(owner);
    expect([1, 2, 3, 4], code).toContain(severity);
    expect(opening.length, code).toBeGreaterThanOrEqual(4);
    expect(closing.length, code).toBeGreaterThanOrEqual(2);
    expect(opening, code).not.toBe(closing);
    if (severity === 4) expect(clocks.accept, code).toEqual({ amount: 0.5, unit: '紧急工作时' });
  }
  const routing = (type: string) => new Set(matters.filter(({ code, isLocal }) => code.startsWith(type) && !isLocal).map((matter) => matter.routing));
  expect(routing('02')).toEqual(new Set(['territory_first']));
  expect(routing('01')).toContain('owner_first');
});

test('conditions are not copied from matter to matter', () => {
  const pairs = matters.map(({ opening, closing }) => `${opening}/${closing}`);
  const copies = repeated(pairs);
  expect(copies.length).toBeLessThan(8);
});

test('cases about protected people are restricted', () => {
  const sensitivityOf = (code: string) => matters.find((matter) => matter.code === code)?.sensitivity;
  for (const { code, sensitivity } of matters.filter(({ code }) => code.startsWith('0302'))) expect(sensitivity, code).toBe('restricted');
  expect(sensitivityOf('030603')).toBe('restricted');
  expect(sensitivityOf('010118')).toBe('internal');
});

test('the calendar has each day once and whole weeks of spring festival', () => {
  expect(repeated(calendar.map(({ day }) => day))).toEqual([]);
  expect(calendar.filter(({ day, isWorkday }) => day.startsWith('2026-02') && !isWorkday)).toHaveLength(9);
});

test('every matter has resources that help, and each is for a matter or class that exists', () => {
  for (const { code } of matters) expect(needs.some(({ prefix }) => code.startsWith(prefix)), code).toBe(true);
  for (const { prefix } of needs) expect(matters.some(({ code }) => code.startsWith(prefix)), prefix).toBe(true);
});

test('a type of care is in the dictionary, and of a restricted matter that concerns persons of every category', () => {
  const codes = JSON.parse(readFileSync(new URL('../../../data/dictionaries/codes.json', import.meta.url), 'utf8')) as { key_person_type: [code: string, name: string][] };
  expect(careTypes.length).toBeGreaterThan(5);
  for (const { code, careType } of careTypes) {
    const matter = matters.find((one) => one.code === code);
    expect(codes.key_person_type.map(([known]) => known)).toContain(careType);
    expect(matter?.sensitivity, code).toBe('restricted');
    expect(matter?.concerns, code).toContainEqual({ kind: 'person', category: '' });
  }
  expect(repeated(careTypes.map(({ code, careType }) => `${code} ${careType}`))).toEqual([]);
});
