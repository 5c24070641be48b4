import { expect, test } from 'vitest';
import type { PlanGrid } from '#contract/borders.ts';
import { levelNameOf } from '../../../shared/region-names.ts';
import { currentWords } from '../../../shared/words/words.ts';
import { bandToneOf } from '../editor/features.ts';
import { bandOf } from '../editor/store.ts';
import { householdsSourceOf, householdsText } from '../households.ts';
import { toneOf } from './preview.ts';
import { villageBands } from './wishes.ts';

const square: [number, number][] = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]];
const before = { geometry: { type: 'Polygon', coordinates: [square] }, properties: { kind: 'base' } } as unknown as PlanGrid;
const drawn = (ring: [number, number][], properties: { kind?: 'base' | 'dedicated'; isInBand?: boolean; continues?: string | null } = {}) =>
  ({ geometry: { type: 'Polygon' as const, coordinates: [ring] }, properties: { kind: 'base' as const, isInBand: true, continues: '990101001001001', ...properties } });

test('a drawn grid with the ground that it has already is quiet, wherever its outline begins and whatever vertices lie on it', () => {
  expect(toneOf(drawn([[1, 0], [1, 1], [0, 1], [0, 0], [0.5, 0], [1, 0]]), before)).toBe('same');
  expect(toneOf(drawn(square, { isInBand: false }), before)).toBe('same');
});

test('one with other ground or another kind says whether it goes on, is new or misses the band', () => {
  const larger: [number, number][] = [[0, 0], [2, 0], [2, 1], [0, 1], [0, 0]];
  expect(toneOf(drawn(larger), before)).toBe('changed');
  expect(toneOf(drawn(square, { kind: 'dedicated' }), before)).toBe('changed');
  expect(toneOf(drawn(larger, { isInBand: false }), before)).toBe('ended');
  expect(toneOf(drawn(larger, { continues: null }), undefined)).toBe('new');
});

test('villages keep their own band, unless one is asked about by itself', () => {
  const [town, village] = [{ code: '990101001001', name: '北关社区', band: { min: 300, max: 500 } }, { code: '990101001002', name: '郑家河村', band: { min: 30, max: 60 } }];
  expect(villageBands({ communities: [town, village] }, { within: '' })).toEqual({ bands: ['30～60'], count: 1 });
  expect(villageBands({ communities: [town, village] }, { within: village.code })).toEqual({ bands: [], count: 0 });
  expect(villageBands({ communities: [village] }, { within: '' }).count).toBe(0);
  expect([levelNameOf({ level: 'community', name: village.name }), levelNameOf({ level: 'community', name: town.name }), levelNameOf({ level: 'street', name: '某村' })]).toEqual(['village', 'community', 'streetOrTown']);
});

test('households are marked as estimated, and neither told nor held against the band where they are not known', () => {
  const planOf = (householdsSource: string) => ({ communities: [{ code: '990101001001', band: { min: 300, max: 500 }, householdsSource }] }) as unknown as Parameters<typeof bandOf>[0];
  const textOf = (source: string) => householdsText(412, householdsSourceOf(planOf(source), '990101001001'), currentWords());
  expect([textOf('registered'), textOf('estimated'), textOf('unknown')]).toEqual(['412 户', '约 412 户', '户数未知']);
  const toneBy = (source: string) => bandToneOf(0, 'base', bandOf(planOf(source), '990101001001'));
  expect([toneBy('estimated'), toneBy('unknown')]).toEqual(['far-below', 'none']);
});
