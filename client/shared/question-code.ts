import { z } from 'zod';
import { areaLimits, type Selection, type Theme } from '#contract/areas.ts';
import { areaCode, elementCode, position } from '#contract/shapes.ts';
import { digitalId } from './digital-id.ts';

/** The filters of an area's answer, as a link carries them; empty lists and texts filter nothing. */
export interface AreaFilter {
  /** Any of these. */
  themes: Theme[];
  /** Part of a name, code or address. */
  q: string;
  /** Code of the region or grid that everything lies under. */
  within: string | null;
  /** The point that rows are listed from, nearest first; null is the area's middle. */
  nearTo: [number, number] | null;
}

export const noFilter: AreaFilter = { themes: [], q: '', within: null, nearTo: null };
export const noSelection: Selection = { themes: [], added: [], removed: [] };

const kindName = /^[A-Za-z0-9_-]{1,40}$/;
const mostThemes = 100;

/** `facility:hydrant,building`. */
export function encodeThemes(themes: readonly Theme[]): string {
  return themes.map(({ kind, category }) => (category === undefined ? kind : `${kind}:${encodeURIComponent(category)}`)).join(',');
}

/** Reads what `encodeThemes` wrote; null for anything else. */
export function decodeThemes(text: string): Theme[] | null {
  const themes = text.split(',').map(decodeTheme);
  const whole = themes.filter((theme) => theme !== null);
  const isEachOnce = new Set(whole.map(themeKey)).size === whole.length;
  return whole.length === themes.length && whole.length <= mostThemes && isEachOnce ? whole : null;
}

/** One text for each theme, for keys and comparisons. */
export function themeKey({ kind, category }: Theme): string {
  return category === undefined ? kind : `${kind}:${category}`;
}

/** `themes;added;removed`: whole themes, then the codes chosen one by one, then those taken out; null for nothing. */
export function encodeSelection({ themes, added, removed }: Selection): string | null {
  return [encodeThemes(themes), encodeCodes(added), encodeCodes(removed)].join(';').replace(/;+$/, '') || null;
}

/** Reads what `encodeSelection` wrote; null for anything else. */
export function decodeSelection(text: string): Selection | null {
  const [themesText = '', addedText = '', removedText = '', ...more] = text.split(';');
  const themes = themesText === '' ? [] : decodeThemes(themesText);
  const added = addedText === '' ? [] : decodeCodes(addedText);
  const removed = removedText === '' ? [] : decodeCodes(removedText);
  return themes && added && removed && more.length === 0 ? { themes, added, removed } : null;
}

/**
 * Digital IDs in few letters: `99010107.1k.2c4`, county and kind once, then each sequence number to the base of 36;
 * groups are parted by commas. The check digit is left out and reckoned anew. The order of the codes is not kept.
 */
function encodeCodes(codes: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const code of [...codes].sort()) {
    const group = groups.get(code.slice(0, 8)) ?? [];
    group.push(Number(code.slice(8, 18)).toString(36));
    groups.set(code.slice(0, 8), group);
  }
  return [...groups].map(([head, numbers]) => [head, ...numbers].join('.')).join(',');
}

function decodeCodes(text: string): string[] | null {
  const codes = text.split(',').flatMap((group) => {
    const [head = '', ...numbers] = group.split('.');
    return numbers.map((number) => digitalId(`${head}${String(Number.parseInt(number, 36)).padStart(10, '0')}`));
  });
  const isWhole = codes.length > 0 && codes.length <= areaLimits.pickedCodes && codes.every((code) => elementCode.safeParse(code).success) && new Set(codes).size === codes.length;
  return isWhole ? codes.sort() : null;
}

function decodeTheme(text: string): Theme | null {
  const [kind = '', category, ...more] = text.split(':');
  if (!kindName.test(kind) || more.length > 0) return null;
  if (category === undefined) return { kind };
  const label = decoded(category);
  return label !== null && label.length <= 80 ? { kind, category: label } : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null; // a lone % is no escape
  }
}

export function encodeNearTo(point: [number, number]): string {
  return point.join(',');
}

export function decodeNearTo(text: string): [number, number] | null {
  const result = position.safeParse(text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part))));
  return result.success ? result.data : null;
}

export function decodeUnder(text: string): string | null {
  const result = areaCode.safeParse(text);
  return result.success ? result.data : null;
}

/** Words of a filter: at most 100 letters. */
export function decodeWords(text: string): string | null {
  const result = z.string().min(1).max(100).safeParse(text);
  return result.success ? result.data : null;
}
