import type { LayerDescription } from '#contract/layers.ts';
import { colorFields, type LegendEntry, legendEntries } from './color-scales.ts';
import { paletteOf } from './palette.ts';
import type { MapLanguage, Theme } from './types.ts';
import { mapWords } from '../shared/words/map.ts';

export type { LegendEntry } from './color-scales.ts';

/** Attributes that a layer can be coloured by, for the layer tree's choice; `field` goes into `ShownLayer.colorBy`. */
export function colorChoices(layer: LayerDescription, language: MapLanguage): { field: string; label: string }[] {
  return colorFields(layer).map((field) => ({ field, label: mapWords[language].fields[field] ?? field }));
}

/** The legend of a layer as it is drawn now: one entry per colour. */
export function legendFor(layer: LayerDescription, colorBy: string | null, theme: Theme, language: MapLanguage): LegendEntry[] {
  return legendEntries(layer, colorBy, theme, language, paletteOf(theme));
}
