import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AreaPart } from '#contract/areas.ts';
import { decodeArea, encodeArea, type LinkArea } from './area-code.ts';
import { caseKeys } from './matter-code.ts';
import { digitalId } from './digital-id.ts';
import { themeKey } from './question-code.ts';
import { type ConsoleLink, decodeLink, emptyLink, encodeLink, roundView } from './url-state.ts';

const steps = (min: number, max: number, decimals: number) =>
  fc.integer({ min: min * 10 ** decimals, max: max * 10 ** decimals }).map((n) => n / 10 ** decimals + 0);
const lngLat = fc.tuple(steps(-180, 180, 6), steps(-90, 90, 6));
const ring = fc.array(lngLat, { minLength: 3, maxLength: 30 }).map((positions): [number, number][] => {
  const [first = [0, 0]] = positions;
  return [...positions, [first[0], first[1]]];
});
const rings = fc.array(ring, { minLength: 1, maxLength: 3 });
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const meters = steps(1, 5_000, 1);
const part: fc.Arbitrary<AreaPart> = fc
  .tuple(
    fc.constantFrom('add' as const, 'subtract' as const, 'intersect' as const),
    fc.oneof(
      fc.record({ from: fc.constant('circle' as const), center: lngLat, radiusMeters: fc.integer({ min: 1, max: 50_000 }) }),
      rings.map((coordinates) => ({ from: 'drawn' as const, geometry: { type: 'Polygon' as const, coordinates } })),
      fc.array(rings, { minLength: 1, maxLength: 3 }).map((coordinates) => ({ from: 'drawn' as const, geometry: { type: 'MultiPolygon' as const, coordinates } })),
      fc.record({ from: fc.constant('line' as const), line: fc.array(lngLat, { minLength: 2, maxLength: 30 }), meters }),
      fc.record({ from: fc.constant('street' as const), county: digits(6), name: fc.string({ minLength: 1, maxLength: 50, unit: 'grapheme' }).filter((name) => name.length <= 100), meters }),
      fc.record({ from: fc.constant('region' as const), code: fc.oneof(digits(2), digits(12), digits(15)) }),
      fc.record({ from: fc.constant('element' as const), code: digits(19), meters }),
      fc.record({ from: fc.constant('event' as const), id: fc.uuid(), meters }),
    ),
  )
  .map(([op, piece]) => ({ op, ...piece }));
const parts = fc.array(part, { minLength: 1, maxLength: 6 });
const savedId = fc.integer({ min: 1, max: 1e9 });
const area: fc.Arbitrary<LinkArea> = fc.oneof(
  fc.record({ parts }),
  fc.record({ parts, saved: savedId.map((id) => ({ id, isEdited: true })) }),
  savedId.map((id) => ({ parts: [], saved: { id, isEdited: false } })),
);
const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,60}$/);
const label = fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }).filter((text) => text.length <= 80);
const words = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).map((text) => text.trim()).filter((text) => text.length > 0 && text.length <= 60);
const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const themes = fc.uniqueArray(fc.record({ kind: fc.stringMatching(/^[a-z_]{1,40}$/), category: label }, { requiredKeys: ['kind'] }), { selector: themeKey, maxLength: 5 });
const codes = fc.uniqueArray(digits(18).map(digitalId), { maxLength: 20 }).map((list) => list.sort());
const link: fc.Arbitrary<ConsoleLink> = fc.record({
  view: fc.option(fc.record({ center: lngLat, zoom: steps(0, 24, 2), bearing: steps(-180, 180, 1), pitch: steps(0, 85, 1) })),
  layers: fc.option(
    fc.uniqueArray(fc.record({ id: name, isVisible: fc.boolean(), opacity: steps(0, 1, 2), colorBy: fc.option(name) }), { selector: (layer) => layer.id, maxLength: 30 }),
  ),
  baseId: fc.option(label),
  is3d: fc.boolean(),
  open: fc.option(
    fc.oneof(
      fc.record({ type: fc.constant('element' as const), code: digits(19) }),
      fc.record({ type: fc.constant('grid' as const), code: digits(15) }),
      fc.record({ type: fc.constant('region' as const), code: fc.oneof(digits(2), digits(6), digits(12)) }),
      fc.record({ type: fc.constantFrom('brief' as const, 'mission' as const), code: fc.uuid() }),
      fc.record({ type: fc.constant('event' as const), code: fc.uuid() }),
      fc.record({ type: fc.constant('place' as const), position: lngLat }),
      fc.record({ type: fc.constant('place' as const), position: lngLat, name: fc.string({ minLength: 1, maxLength: 80 }) }),
    ),
  ),
  area: fc.option(area),
  filter: fc.record({
    themes,
    q: fc.string({ maxLength: 50, unit: 'grapheme' }).filter((text) => text.length <= 100),
    within: fc.option(fc.oneof(digits(2), digits(12), digits(15))),
    nearTo: fc.option(lngLat),
  }),
  selection: fc.record({ themes, added: codes, removed: codes }),
  matter: fc.option(fc.record({ matter: fc.oneof(digits(2), digits(4), digits(6), words), from: fc.option(day), to: fc.option(day), within: fc.option(fc.oneof(digits(6), digits(15), fc.constant('drawn'))) })),
  cases: fc.option(fc.dictionary(fc.constantFrom(...caseKeys), fc.stringMatching(/^[A-Za-z0-9_.~-]{1,40}$/))),
  panel: fc.constantFrom('layers' as const, 'regions' as const, 'matters' as const, 'tasks' as const),
});

describe('the console in its link', () => {
  it('is read back as it was written, whatever it holds', () => {
    fc.assert(fc.property(link, (state) => {
        expect(decodeLink(encodeLink(state))).toEqual({ link: state, repaired: [] });
      }), { numRuns: 500 });
  });
  it('never makes a reader fail, whatever the address says', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('at', 'layers', 'open', 'brief', 'mission', 'area', 'kind', 'category', 'themes', 'under', 'near', 'pick', '3d', 'panel', 'base', 'q', 'matter', 'from', 'to', 'within', 'cases'), fc.string())), (pairs) => {
        const { link: read } = decodeLink(new URLSearchParams(pairs).toString());
        expect(decodeLink(encodeLink(read)).link).toEqual(read);
      }),
      { numRuns: 500 },
    );
  });
  it('leaves out what is as by default', () => {
    expect(encodeLink(emptyLink)).toBe('');
  });
  it('names the parts that it could not read and keeps the others', () => {
    const { link: read, repaired } = decodeLink('at=999,0,14&open=element:12&area=polygon:AAA&3d=1');
    expect(repaired.sort()).toEqual(['area', 'at', 'open']);
    expect(read).toEqual({ ...emptyLink, is3d: true });
  });
  it('keeps addresses readable: commas and colons are not escaped', () => {
    const text = encodeLink({ ...emptyLink, view: { center: [120.5, 30.25], zoom: 14, bearing: 0, pitch: 0 }, open: { type: 'grid', code: '330110001001001' } });
    expect(text).toBe('at=120.5,30.25,14&open=grid:330110001001001');
  });
  it('brings a longitude beyond the date line back into the world', () => {
    expect(roundView({ center: [190, 0], zoom: 3, bearing: -190, pitch: 0 })).toEqual({ center: [-170, 0], zoom: 3, bearing: 170, pitch: 0 });
  });
});

describe('a drawn area in a link', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(area, (drawn) => {
        expect(decodeArea(encodeArea(drawn))).toEqual(drawn);
      }),
    );
  });
  it('takes under ten letters a vertex for a hand-drawn shape', () => {
    const corners: [number, number][] = Array.from({ length: 50 }, (_, i) => [120.1 + 0.005 * Math.cos(i / 8), 30.2 + 0.005 * Math.sin(i / 8)]);
    const text = encodeArea({ parts: [{ op: 'add', from: 'drawn', geometry: { type: 'Polygon', coordinates: [[...corners, corners[0] ?? [0, 0]]] } }] });
    expect(text.length).toBeLessThan(500);
  });
  it('is short and readable for things by their code', () => {
    const text = encodeArea({ parts: [{ op: 'add', from: 'region', code: '990101001001' }, { op: 'subtract', from: 'circle', center: [116.2, 36.1], radiusMeters: 300 }, { op: 'intersect', from: 'region', code: '990101' }] });
    expect(text).toBe('region:990101001001*-circle:116.2,36.1,300*!region:990101');
  });
  it('is only its number while a saved area is as it was saved', () => {
    const part: AreaPart = { op: 'add', from: 'region', code: '990101' };
    expect(encodeArea({ parts: [part], saved: { id: 7, isEdited: false } })).toBe('saved:7');
    expect(encodeArea({ parts: [part], saved: { id: 7, isEdited: true } })).toBe('saved:7*region:990101');
  });
  it('is read from links of before, which held one drawn shape', () => {
    expect(decodeArea('circle:116.2,36.1,300')).toEqual({ parts: [{ op: 'add', from: 'circle', center: [116.2, 36.1], radiusMeters: 300 }] });
    expect(decodeArea('polygon:gqx16Gguz0hCgoxGAAo_oE')?.parts[0]).toMatchObject({ op: 'add', from: 'drawn', geometry: { type: 'Polygon' } });
  });
  it('is refused where it is no area', () => {
    const wrong = ['', 'polygon', 'polygon:', 'polygon:AAAA', 'polygon:$$$$$$', 'circle:1,2', 'circle:1,2,-5', 'circle:200,2,5', 'circle:1,2,0x5', 'heart:AAAAAA', 'line:AA,5', 'line:AAAA', 'line:AAAA,9999',
      'region:12a', 'element:1,5', 'street:990101,5,', 'street:99,5,x', 'event:1,5', 'saved:0', 'saved:x', 'saved:1*', 'region:990101*', '*region:990101', '--region:990101', '__proto__:1', Array(21).fill('region:990101').join('*')];
    for (const text of wrong) expect([text, decodeArea(text)]).toEqual([text, null]);
  });
});

describe('what was chosen, in a link', () => {
  it('is read from links of before, which told one kind and category', () => {
    expect(decodeLink('kind=facility&category=hydrant').link.filter.themes).toEqual([{ kind: 'facility', category: 'hydrant' }]);
    expect(decodeLink('kind=building').link.filter.themes).toEqual([{ kind: 'building' }]);
  });
  it('takes about five letters for each thing chosen one by one', () => {
    const added = Array.from({ length: 500 }, (_, n) => digitalId(`99010107${String(1000 + n * 37).padStart(10, '0')}`));
    const text = encodeLink({ ...emptyLink, selection: { themes: [], added, removed: [] } });
    expect(text.length).toBeLessThan(500 * 5);
    expect(decodeLink(text).link.selection.added).toEqual(added);
  });
  it('is refused where a code stands twice or is none', () => {
    for (const text of [';;', 'a:b:c', 'building,building', ';99010107', ';99010107.1.1', ';99010107.zzzzzzzzz', ';99.1', 'x;;;']) expect(decodeLink(`pick=${text}`).repaired).toEqual(text === ';;' ? [] : ['pick']);
  });
});

it('a link to a matter opens its panel, and says so only where another panel is open', () => {
  expect(decodeLink('matter=0101').link.panel).toBe('matters');
  const { link } = decodeLink('matter=0101&panel=layers');
  expect(link.panel).toBe('layers');
  expect(encodeLink(link)).toBe('matter=0101&panel=layers');
  expect(encodeLink(decodeLink('matter=0101').link)).toBe('matter=0101');
});
