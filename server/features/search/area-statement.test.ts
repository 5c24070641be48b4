import { describe, expect, it } from 'vitest';
import { type AreaQuestion, areaStatement } from './area-statement.ts';

const rectangle = (width: number, height: number): AreaQuestion['shape'] => ({
  geometry: { type: 'Polygon', coordinates: [[[116, 36], [116 + width, 36], [116 + width, 36 + height], [116, 36 + height], [116, 36]]] },
});
const plain: AreaQuestion = { shape: rectangle(0.01, 0.01), radiusMeters: null, maxSquareMeters: 2e10, within: null, limit: 100, after: null };
const nameOf = (more: Partial<AreaQuestion>) => areaStatement({ ...plain, ...more }).name;

describe('the statement for an area', () => {
  it('is the lean one for everything in a small polygon', () => {
    expect(nameOf({})).toBe('search_area_small');
    expect(nameOf({ kinds: [], categories: [], themes: [] })).toBe('search_area_small');
  });
  it.each<[string, Partial<AreaQuestion>]>([
    ['a shape whose box reaches 2 km²', { shape: rectangle(0.02, 0.01) }],
    ['a shape that was judged before', { shape: { ewkb: '00' } }],
    ['several polygons', { shape: { geometry: { type: 'MultiPolygon', coordinates: [] } } }],
    ['a circle', { shape: { geometry: { type: 'Point', coordinates: [116, 36] } }, radiusMeters: 100 }],
    ['kinds', { kinds: ['building'] }],
    ['categories', { categories: ['lamp'] }],
    ['themes', { themes: [{ kind: 'facility' }] }],
    ['a selection, an empty one too', { selection: { themes: [], added: [], removed: [] } }],
    ['words', { q: '诊所' }],
    ['a place', { within: '990101' }],
    ['an order from elsewhere', { nearTo: [116, 36] }],
    ['a further page', { after: [12, 7] }],
    ['counts by place', { isByPlace: true }],
  ])('is the whole one for %s', (_, more) => expect(nameOf(more)).toBe('search_area'));
});
