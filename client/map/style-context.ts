import type { Palette } from './palette.ts';
import type { MapLanguage, Theme } from './types.ts';

/** What the style of every data layer depends on. */
export interface StyleContext {
  palette: Palette;
  theme: Theme;
  language: MapLanguage;
  is3d: boolean;
}
