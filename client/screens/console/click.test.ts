import { describe, expect, it } from 'vitest';
import type { LayerDescription } from '#contract/layers.ts';
import type { MapFeature } from '../../map/types.ts';
import { readClick } from './click.ts';

const layer = (id: string, kind: string): LayerDescription => ({ id, title: id, titleEn: id, theme: '', kind, geometry: 'point', minzoom: 0, maxzoom: 16, countsBelowZoom: null, partialBelowZoom: null, hidesFew: false, sensitivity: 'open', version: 1, fields: {}, categories: [], tiles: '' });
const layers = [layer('grids', 'grid'), layer('buildings', 'building'), layer('places', 'place')];
const feature = (layerId: string, code: string, count: number | null = null): MapFeature => ({ layerId, id: 1, code, name: code, category: 'x', gridCode: null, count, position: [1, 2] });
const house = '3301100100000000015';
const shop = '3301100600000000018';

describe('a click on the map', () => {
  it('opens the one element under it, also when its layer shows it twice', () => {
    expect(readClick([1, 2], [feature('buildings', house), feature('buildings', house), feature('grids', '330110001001001')], layers)).toEqual({ does: 'open', open: { type: 'element', code: house } });
  });
  it('asks which one where several lie there', () => {
    expect(readClick([1, 2], [feature('places', shop), feature('buildings', house)], layers)).toMatchObject({ does: 'choose', choices: [{ code: shop, kind: 'place' }, { code: house, kind: 'building' }] });
  });
  it('comes nearer where a count stands for many', () => expect(readClick([5, 6], [feature('places', '330110001001001', 12)], layers)).toEqual({ does: 'approach', position: [1, 2] }));
  it('opens the place itself on bare ground, also inside a grid', () => {
    expect(readClick([120.12345678, 30.1], [feature('grids', '330110001001001')], layers)).toEqual({ does: 'open', open: { type: 'place', position: [120.123457, 30.1] } });
  });
});
