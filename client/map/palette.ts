import dark from '../../data/styles/dark.json';
import light from '../../data/styles/light.json';
import type { Theme } from './types.ts';

/** Colours of a theme by name; both themes name the same colours. */
export type Palette = Record<keyof typeof light, string>;

const palettes: Record<Theme, Palette> = { light, dark };

export function paletteOf(theme: Theme): Palette {
  return palettes[theme];
}

/** CSS font families: without a glyph server MapLibre draws every character on a canvas with them. The first name exists nowhere: MapLibre reads the weight from it. */
const families = ['Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'sans-serif'];
const regular = ['Getu Medium', ...families];
const bold = ['Getu Bold', ...families];
export const fonts = { regular, bold };

/** Replaces `"@name"` anywhere in a piece of style by the palette's colour of that name, `"@font"` and `"@fontBold"` by fonts. */
export function paint<T>(style: T, palette: Palette): T {
  return fill(style, { ...palette, font: regular, fontBold: bold }) as T;
}

function fill(value: unknown, names: Record<string, unknown>): unknown {
  if (typeof value === 'string' && value.startsWith('@')) {
    const found = names[value.slice(1)];
    if (found === undefined) throw new Error(`the palette has no colour ${value}`);
    return found;
  }
  if (Array.isArray(value)) return value.map((part) => fill(part, names));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fill(part, names)]));
  }
  return value;
}
