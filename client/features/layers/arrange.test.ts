import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LayerDescription } from '#contract/layers.ts';
import { arrangeLayers, defaultLayers, groupByTheme, moveLayer, toShownLayers } from './arrange.ts';

const layer = (id: string, theme: string, sensitivity: LayerDescription['sensitivity'] = 'open'): LayerDescription => ({
  id,
  title: id,
  titleEn: id,
  theme,
  kind: id,
  geometry: 'point',
  minzoom: 0,
  maxzoom: 16,
  countsBelowZoom: null,
  partialBelowZoom: null, hidesFew: false,
  sensitivity,
  version: 1,
  fields: {},
  categories: [],
  tiles: '',
});
const layers = [layer('road', 'base'), layer('grid', 'borders'), layer('building', 'housing'), layer('person', 'people', 'restricted'), layer('camera', 'things', 'internal')];
const hidden = (id: string) => ({ id, isVisible: false, opacity: 1, colorBy: null });

describe('layers at the start', () => {
  it('show the ground, the borders and the houses, and never people', () => {
    expect(defaultLayers(layers).filter((shown) => shown.isVisible).map((shown) => shown.id)).toEqual(['road', 'grid', 'building']);
  });
});

describe('layers of a link', () => {
  it('keep the link’s order, leave out the unknown, and put the unnamed hidden on top', () => {
    const { arranged, unknown } = arrangeLayers(layers, [hidden('building'), hidden('gone'), hidden('road')]);
    expect(arranged.map((shown) => shown.id)).toEqual(['building', 'road', 'grid', 'person', 'camera']);
    expect(arranged.every((shown) => !shown.isVisible)).toBe(true);
    expect(unknown).toEqual(['gone']);
  });
  it('are drawn each once', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(layers.map((one) => one.id)), (ids) => {
        const shown = toShownLayers(layers, arrangeLayers(layers, ids.map(hidden)).arranged);
        expect(shown.map((one) => one.layer.id).sort()).toEqual(layers.map((one) => one.id).sort());
      }),
    );
  });
});

describe('moving a layer', () => {
  it('keeps all layers and puts the moved one where it was told', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.integer({ min: -3, max: 9 }), (from, to) => {
        const arranged = defaultLayers(layers);
        const id = arranged[from]?.id ?? '';
        const moved = moveLayer(arranged, id, to);
        expect(moved.map((one) => one.id).sort()).toEqual(arranged.map((one) => one.id).sort());
        expect(moved[Math.min(4, Math.max(0, to))]?.id).toBe(id);
      }),
    );
  });
});

it('the tree has the themes in their order, without empty ones', () => {
  expect(groupByTheme(layers).map((group) => group.theme)).toEqual(['borders', 'housing', 'people', 'things', 'base']);
});
