import { expect, test } from 'vitest';
import ground from '../../data/styles/ground.json' with { type: 'json' };
import { colorExpression } from './color-scales.ts';
import { colorChoices, legendFor } from './legend.ts';
import { paint, paletteOf } from './palette.ts';
import { demoLayers, testLayer } from './test-layers.ts';

const layer = (id: string) => demoLayers.find((one) => one.id === id) ?? (() => { throw new Error(id); })();

test('a layer can be coloured by its categories and by the numbers that it carries', () => {
  expect(colorChoices(layer('buildings'), 'zh').map(({ field }) => field)).toEqual(['category', 'height_meters', 'floors', 'households']);
  expect(colorChoices(layer('assets'), 'zh')).toEqual([]);
});

test('the legend shows every colour that the map draws, and no other', () => {
  for (const colorBy of ['category', 'height_meters', 'households']) {
    const drawn = JSON.stringify(colorExpression(layer('buildings'), colorBy, 'dark', paletteOf('dark'), '#000000')).match(/#[0-9a-f]{6}/g) ?? [];
    const explained = legendFor(layer('buildings'), colorBy, 'dark', 'zh').map(({ color }) => color);
    expect(new Set([...explained, paletteOf('dark').noData])).toEqual(new Set(drawn));
  }
});

test('the legend of a grid says which are of the right size', () => {
  expect(legendFor(layer('grids'), 'households', 'light', 'zh').map(({ label }) => label)).toEqual(['< 300 户', '300–500 户', '501–800 户', '≥ 801 户', '无数据']);
});

test('categories speak the language of the reader', () => {
  expect(legendFor(layer('places'), 'category', 'light', 'en').map(({ label }) => label)).toEqual(['Shop', 'School']);
});

test('a layer that is not coloured has one entry of its own colour', () => {
  expect(legendFor(layer('grids'), null, 'light', 'en')).toEqual([{ color: paletteOf('light').grid, label: 'grids' }]);
});

test('the base map is explained in the colours in which it is drawn, every theme in its own', () => {
  const kinds = { roads: 'road', water: 'water', landuse: 'landuse', railways: 'railway', barriers: 'barrier', labels: 'label' };
  const firsts = Object.entries(kinds).map(([id, kind]) => {
    const drawn = JSON.stringify(paint([...ground.shapes, ...ground.labels].filter((layer) => layer.source === id), paletteOf('light')));
    const colors = legendFor(testLayer(id, { kind }), null, 'light', 'zh').map(({ color }) => color);
    for (const color of colors) expect(drawn).toContain(color);
    return colors[0];
  });
  expect(new Set(firsts).size).toBe(firsts.length);
  const landuse = JSON.stringify(ground.shapes.find(({ id }) => id === 'landuse')?.paint['fill-color']).match(/@\w+/g) ?? [];
  expect(legendFor(testLayer('landuse', { kind: 'landuse' }), null, 'light', 'zh')).toHaveLength(new Set(landuse).size);
});
