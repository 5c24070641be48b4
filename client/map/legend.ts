import type { LayerDescription } from '#contract/layers.ts';
import type { MapLanguage, Theme } from './types.ts';

export interface LegendEntry {
  color: string;
  label: string;
}

/** Attributes that a layer can be coloured by, for the layer tree's choice. */
export function colorChoices(_layer: LayerDescription): string[] {
  return [];
}

/** The legend of a layer as it is drawn now: one entry per colour. */
export function legendFor(_layer: LayerDescription, _colorBy: string | null, _theme: Theme, _language: MapLanguage): LegendEntry[] {
  return [];
}
