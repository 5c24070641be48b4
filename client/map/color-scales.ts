import type { ExpressionSpecification } from 'maplibre-gl';
import type { LayerDescription } from '#contract/layers.ts';
import type { Palette } from './palette.ts';
import { type GroundColor, type MapWords, mapWords } from '../shared/words/map.ts';
import type { MapLanguage, Theme } from './types.ts';

/** Classes of a number: `colors[0]` below `breaks[0]`, `colors[i]` from `breaks[i - 1]`. */
interface NumberScale {
  breaks: number[];
  colors: Record<Theme, string[]>;
  unit: keyof MapWords['units'];
}

/** Sequential ramps are monotone in lightness and the categories differ in it too, so that they hold for colour-blind eyes. */
const blues = { light: ['#e3eaf1', '#b9d0e4', '#82afd3', '#4b87bd', '#21619e', '#0b3b70'], dark: ['#1f2f42', '#24466b', '#2b6397', '#4287bf', '#7cb2dc', '#c3e0f5'] };
const ambers = { light: ['#fdf0d0', '#fbd68f', '#f5b04f', '#e5842b', '#bd5a1c', '#7f3512'], dark: ['#33291c', '#5c421f', '#8b5f22', '#bd8129', '#e6ac4f', '#fbdf9f'] };
const years = { light: ['#5b2a6e', '#8d3f79', '#c0607a', '#e88f78', '#f6c58f', '#fbf0c4'], dark: ['#6d3a84', '#95488a', '#c26389', '#e68e84', '#f5c08d', '#fbedbb'] };
const rightSize = { light: ['#f1e3a6', '#7fb6a8', '#d98c5f', '#a8362f'], dark: ['#6f6634', '#3f8577', '#b5693c', '#b8473f'] };

const numberScales: Record<string, NumberScale> = {
  height_meters: { breaks: [10, 20, 35, 60, 100], colors: blues, unit: 'meters' },
  floors: { breaks: [4, 7, 12, 19, 30], colors: blues, unit: 'floors' },
  built_year: { breaks: [1980, 1990, 2000, 2010, 2020], colors: years, unit: 'year' },
  households: { breaks: [10, 30, 60, 120, 240], colors: ambers, unit: 'households' },
};
/** Grids in towns hold 300 to 500 households: what lies outside stands out. */
const gridHouseholds: NumberScale = { breaks: [300, 501, 801], colors: rightSize, unit: 'households' };

const categoryColors: Record<Theme, string[]> = {
  light: ['#3b6fb6', '#d9822b', '#2f8f6b', '#b4467f', '#7a6bc4', '#9a7b1f', '#3a9fb5', '#c2493d', '#6f8a2e', '#8a5a44', '#5c6b7f', '#d37fb0'],
  dark: ['#6fa3ea', '#f0a65a', '#55bf97', '#e07fb2', '#a598ee', '#d3b04c', '#63c6da', '#f0776b', '#a6c45c', '#c08f77', '#93a4ba', '#efaad2'],
};

/** Calm tints for what covers ground: the same order of hues as `categoryColors`. */
const areaCategoryColors: Record<Theme, string[]> = {
  light: ['#c9d8ec', '#f3d3b0', '#bfdfd0', '#e6c3d8', '#d5d0ee', '#e5d9ac', '#c0e1e8', '#eec3be', '#d4dfb8', '#dcc9bf', '#cfd5de', '#f0d6e5'],
  dark: ['#2e4a73', '#6e4d2a', '#2b5c4a', '#6a3753', '#4b4480', '#635423', '#2d5e69', '#703733', '#4d5d2b', '#5a4336', '#465262', '#6f5062'],
};

/** A layer's own colour, by element kind. */
const kindColors: Record<Theme, Record<string, string>> = {
  light: { place: '#8a5a9e', organisation: '#b0742a', facility: '#56718f', hazard: '#d0342c', resource: '#23845c', camera: '#2b6cb8', device: '#0f8b99', worker_post: '#4a7d1f', asset: '#8a6d3b', household: '#c25a7c', person: '#b0457a', key_person: '#a3123f', dwelling: '#8d7f6a' },
  dark: { place: '#b98ccd', organisation: '#d9a05a', facility: '#8ea9c7', hazard: '#ff6b61', resource: '#4fc493', camera: '#6aa8f0', device: '#4cc5d3', worker_post: '#8fc45c', asset: '#c4a56c', household: '#eb8dac', person: '#e07fae', key_person: '#f2648c', dwelling: '#b9ab95' },
};

/** The colours in which data/styles/ground.json draws a theme of the base map, the most striking first. */
const groundColors: Record<string, GroundColor[]> = {
  road: ['roadMajor', 'roadMiddle', 'roadMinor'],
  water: ['water'],
  landuse: ['park', 'forest', 'grass', 'farmland', 'landResidential', 'landCommercial', 'landIndustrial', 'landEducation', 'landMedical', 'landPublic', 'landConstruction', 'square'],
  railway: ['railway'],
  barrier: ['barrier'],
  label: ['text'],
};

export function kindColor(kind: string, theme: Theme, palette: Palette): string {
  if (kind === 'grid') return palette.grid;
  if (kind === 'region') return palette.region;
  if (kind === 'building') return palette.building;
  const ground = groundColors[kind]?.[0];
  if (ground !== undefined) return palette[ground];
  return kindColors[theme][kind] ?? (kindColors[theme].place as string);
}

function numberScaleOf(layer: LayerDescription, field: string): NumberScale | undefined {
  return layer.kind === 'grid' && field === 'households' ? gridHouseholds : numberScales[field];
}

function categoryColor(layer: LayerDescription, index: number, theme: Theme): string {
  const colors = (layer.geometry === 'polygon' ? areaCategoryColors : categoryColors)[theme];
  return colors[index % colors.length] as string;
}

/** Attributes that a layer can be coloured by, in the order that the choice offers them. */
export function colorFields(layer: LayerDescription): string[] {
  const fields = Object.keys(layer.fields).filter((field) => numberScaleOf(layer, field) !== undefined);
  return layer.categories.length > 1 ? ['category', ...fields] : fields;
}

/** The colour of a feature as a MapLibre expression; `plain` where the layer is not coloured by an attribute. */
export function colorExpression(layer: LayerDescription, colorBy: string | null, theme: Theme, palette: Palette, plain: string): string | ExpressionSpecification {
  if (colorBy === 'category' && layer.categories.length > 0) {
    const cases = layer.categories.flatMap(({ code }, index) => [code, categoryColor(layer, index, theme)]);
    return ['match', ['get', 'category'], ...cases, palette.noData] as unknown as ExpressionSpecification; // MapLibre types no match of computed length
  }
  const scale = colorBy === null ? undefined : numberScaleOf(layer, colorBy);
  if (colorBy === null || scale === undefined) return plain;
  const colors = scale.colors[theme];
  const stops = scale.breaks.flatMap((from, index) => [from, colors[index + 1]]);
  const classes = ['step', ['to-number', ['get', colorBy]], colors[0], ...stops];
  return ['case', ['has', colorBy], classes, palette.noData] as unknown as ExpressionSpecification;
}

export interface LegendEntry {
  color: string;
  label: string;
}

/** One entry per colour of a layer as it is drawn now. */
export function legendEntries(layer: LayerDescription, colorBy: string | null, theme: Theme, language: MapLanguage, palette: Palette): LegendEntry[] {
  const words = mapWords[language];
  if (colorBy === 'category' && layer.categories.length > 0) {
    return layer.categories.map((category, index) => ({ color: categoryColor(layer, index, theme), label: language === 'zh' ? category.title : category.titleEn }));
  }
  const scale = colorBy === null ? undefined : numberScaleOf(layer, colorBy);
  const ground = groundColors[layer.kind];
  if (scale === undefined && ground !== undefined && ground.length > 1) return ground.map((name) => ({ color: palette[name], label: words.ground[name] }));
  if (scale === undefined) return [{ color: kindColor(layer.kind, theme, palette), label: language === 'zh' ? layer.title : layer.titleEn }];
  const entries = scale.colors[theme].map((color, index) => ({ color, label: words.range(scale.breaks[index - 1], scale.breaks[index], words.units[scale.unit]) }));
  return [...entries, { color: palette.noData, label: words.noData }];
}
