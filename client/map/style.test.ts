import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, test } from 'vitest';
import { emptyOverlays } from './overlay-style.ts';
import { noBorders } from './border-style.ts';
import { buildStyle, type StyleInput } from './style.ts';
import { demoLayers, shown, testLayer } from './test-layers.ts';
import type { BaseMap } from './types.ts';

const input: StyleInput = { theme: 'light', language: 'zh', layers: demoLayers.map((layer) => shown(layer)), bases: [], base: null, is3d: false, overlays: emptyOverlays(), borders: null, origin: 'http://localhost:8080' };
const idsOf = (part: Partial<StyleInput>) => buildStyle({ ...input, ...part }).layers.map(({ id }) => id);

describe('the style of the map', () => {
  const looks: [string, Partial<StyleInput>][] = [
    ['light', {}],
    ['dark', { theme: 'dark' }],
    ['in English', { language: 'en' }],
    ['with solid buildings', { is3d: true }],
    ['coloured by category', { layers: demoLayers.map((layer) => shown(layer, { colorBy: 'category' })) }],
    ['coloured by households and faint', { layers: demoLayers.map((layer) => shown(layer, { colorBy: 'households', opacity: 0.4 })) }],
  ];
  test.each(looks)('is valid for MapLibre: %s', (_, part) => {
    expect(validateStyleMin(buildStyle({ ...input, ...part })).map(({ message }) => message)).toEqual([]);
  });

  test('begins without what shows nothing yet, and takes it in without touching what is drawn', () => {
    const [first, whole] = [buildStyle({ ...input, overlays: null }), buildStyle(input)];
    expect(validateStyleMin(first)).toEqual([]);
    expect(Object.values(first.sources).some(({ type }) => type === 'geojson')).toBe(false);
    expect(whole.layers.filter(({ id }) => first.layers.some((layer) => layer.id === id))).toEqual(first.layers);
  });

  test('asks no other host for anything', () => {
    const style = buildStyle(input);
    expect(style.glyphs).toBeUndefined();
    expect(style.sprite).toBeUndefined();
    expect(JSON.stringify(style.sources).match(/https?:\/\/[^/"]+/g)?.every((host) => host === input.origin)).toBe(true);
  });

  test('gives every style layer an id of its own', () => {
    const ids = idsOf({ is3d: true });
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('keeps the source of a hidden layer and draws nothing of it', () => {
    const layers = demoLayers.map((layer) => shown(layer, { isVisible: layer.id !== 'places' }));
    const style = buildStyle({ ...input, layers });
    expect(style.sources.places).toBeDefined();
    expect(style.layers.some((layer) => 'source' in layer && layer.source === 'places')).toBe(false);
  });

  test('draws data layers in the order of the reader, the ground below them and names above', () => {
    const reversed = [...input.layers].reverse();
    const ids = idsOf({ layers: reversed });
    expect(ids.indexOf('buildings/fill')).toBeLessThan(ids.indexOf('grids/line'));
    expect(ids.indexOf('road')).toBeLessThan(ids.indexOf('buildings/fill'));
    expect(ids.indexOf('places/marker')).toBeGreaterThan(ids.indexOf('grids/line'));
    expect(idsOf({}).indexOf('buildings/fill')).toBeGreaterThan(idsOf({}).indexOf('grids/line'));
  });

  test('shows buildings as solids in 3D and as footprints else', () => {
    expect(idsOf({ is3d: true })).toContain('buildings/solid');
    expect(idsOf({ is3d: true })).not.toContain('buildings/fill');
    expect(idsOf({})).not.toContain('buildings/solid');
  });

  test('names a region once: by its own layer where that is shown', () => {
    const filters = (part: Partial<StyleInput>) =>
      buildStyle({ ...input, ...part }).layers.flatMap((layer) => ('source' in layer && layer.source === 'labels' ? [JSON.stringify(layer.filter)] : []));
    expect(filters({}).length).toBeGreaterThan(2);
    expect(filters({}).every((filter) => filter.includes('["!",["has","is_region"]]'))).toBe(true);
    expect(filters({ layers: input.layers.filter(({ layer }) => layer.id !== 'region_labels') }).some((filter) => filter.includes('is_region'))).toBe(false);
  });

  test('is valid with the borders that are edited', () => {
    expect(validateStyleMin(buildStyle({ ...input, borders: noBorders() }))).toEqual([]);
  });
  test('gives numbers their room before names', () => {
    const ids = idsOf({});
    const lastName = ids.findLastIndex((id) => id.endsWith('/name') || id.endsWith('/marker') || id === 'region_labels/street');
    const firstCount = ids.findIndex((id) => id.endsWith('/count'));
    expect(firstCount).toBeGreaterThan(lastName);
  });

  test('puts a configured base map in the place of the ground', () => {
    const base: BaseMap = { id: 'own', title: 'own', type: 'xyz', tiles: ['/tiles/{z}/{x}/{y}.png'], attribution: 'x', maxzoom: 18 };
    const style = buildStyle({ ...input, bases: [base], base });
    expect(style.sources['base-own']).toMatchObject({ type: 'raster', tiles: ['http://localhost:8080/tiles/{z}/{x}/{y}.png'] });
    expect(style.layers.some(({ id }) => id === 'road')).toBe(false);
    expect(style.layers.some(({ id }) => id === 'grids/line')).toBe(true);
  });

  test('lays the names of Tianditu over its picture, and reads a PMTiles file from this server', () => {
    const part = { type: 'tianditu' as const, title: '', tiles: ['https://t0/{z}/{x}/{y}'], attribution: '', maxzoom: 18 };
    const bases: BaseMap[] = [{ ...part, id: 'tdt-img' }, { ...part, id: 'tdt-cia' }, { ...part, id: 'tdt-cva' }];
    expect(Object.keys(buildStyle({ ...input, bases, base: bases[0] as BaseMap }).sources).filter((id) => id.startsWith('base-'))).toEqual(['base-tdt-img', 'base-tdt-cia']);
    const file: BaseMap = { id: 'file', title: '', type: 'pmtiles', tiles: ['pmtiles:///api/base-maps/file.pmtiles'], attribution: '', maxzoom: 14 };
    expect(buildStyle({ ...input, bases: [file], base: file }).sources['base-file']).toMatchObject({ url: 'pmtiles://http://localhost:8080/api/base-maps/file.pmtiles' });
  });

  test('knows a layer that it has never seen by its kind and geometry', () => {
    expect(idsOf({ layers: [shown(testLayer('wells', { kind: 'well', geometry: 'mixed' }))] })).toContain('wells/fill');
  });
});
