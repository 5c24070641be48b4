/** Questions with known answers, made from names and addresses by seed. */
import { pinyin, polyphonic } from 'pinyin-pro';
import type { Random } from '../../../data/city/random.ts';

export interface HeldQuestion {
  q: string;
  /** Whether a result is as good an answer as the one that was drawn. */
  isRight(name: string): boolean;
  /** The name that was drawn. */
  name: string;
}

const letters = (name: string, pattern: 'pinyin' | 'first') => pinyin(name, { toneType: 'none', type: 'array', v: true, pattern }).join('').toLowerCase();
const characters = (name: string) => [...name];

/** Any two to six characters in a row. */
export function substringOf(name: string, random: Random): HeldQuestion {
  const all = characters(name);
  const length = Math.min(all.length, random.int(2, 6));
  const start = random.int(0, all.length - length);
  const q = all.slice(start, start + length).join('');
  return { q, name, isRight: (other) => other.includes(q) };
}

/** The whole name's pinyin, or that of its first two or three characters; read by another program than ours. */
export function pinyinOf(name: string, random: Random): HeldQuestion {
  const all = characters(name);
  const part = random.chance(0.5) ? name : all.slice(0, Math.max(2, random.int(2, 3))).join('');
  const q = letters(part, 'pinyin');
  return { q, name, isRight: (other) => letters(other, 'pinyin').includes(q) };
}

/** First letters of four to eight characters in a row. */
export function initialsOf(name: string, random: Random): HeldQuestion {
  const all = characters(name);
  const length = Math.min(all.length, random.int(4, 8));
  const start = random.int(0, all.length - length);
  const q = letters(all.slice(start, start + length).join(''), 'first');
  return { q, name, isRight: (other) => hasInitials(other, q) };
}

/** Whether characters in a row can be read so that they begin with these letters, each with any of its readings. */
function hasInitials(name: string, wanted: string): boolean {
  const readings = polyphonic(name, { toneType: 'none', type: 'array' }).map((each) => new Set(each.flatMap((some) => some.split(' ')).map((reading) => reading[0])));
  return readings.some((_, start) => [...wanted].every((letter, n) => readings[start + n]?.has(letter)));
}

/** First letters, then characters: xd小区. */
export function mixedOf(name: string, random: Random): HeldQuestion {
  const all = characters(name);
  const cut = random.int(1, Math.max(1, Math.min(3, all.length - 2)));
  const rest = all.slice(cut, cut + 3).join('');
  const head = letters(all.slice(0, cut).join(''), 'first');
  return { q: head + rest, name, isRight: (other) => other.includes(rest) && hasInitials(other, head + letters(rest, 'first')) };
}

/** Five to eight characters in a row, one of them wrong, missing or doubled by another. */
export function mistypedOf(name: string, random: Random, someCharacter: string): HeldQuestion {
  const all = characters(name);
  const length = Math.min(all.length, random.int(5, 8));
  const start = random.int(0, all.length - length);
  const part = all.slice(start, start + length);
  const at = random.int(0, length - 1);
  const kind = random.weighted([70, 15, 15]);
  // A missing one leaves at least five.
  if (kind === 0) part[at] = someCharacter;
  else if (kind === 1 && length > 5) part.splice(at, 1);
  else part.splice(at, 0, someCharacter);
  const q = part.join('');
  return { q, name, isRight: (other) => isNear(q, other) };
}

/** Whether the text stands in the name with at most one character changed, missing or added. */
export function isNear(text: string, name: string): boolean {
  const [a, b] = [characters(text), characters(name)];
  let row = b.map(() => 0).concat(0);
  for (const [i, c] of a.entries()) {
    const next = [i + 1];
    for (const [j, d] of b.entries()) next.push(Math.min((row[j] ?? 0) + (c === d ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    row = next;
  }
  return Math.min(...row) <= 1;
}

export interface KnownBuilding {
  code: string;
  address: string;
  buildingNo: string;
}
const numerals = '零一二三四五六七八九';
function chinese(number: string): string {
  const value = Number(number);
  if (value >= 100) return [...number].map((digit) => numerals[Number(digit)]).join('');
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens > 1 ? numerals[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 || value === 0 ? numerals[ones] : ''}`;
}

/**
 * One of the ways in which people write the building's address: with or without the region, the door and the estate, 栋
 * as 幢, 座, 号楼 or 号, numerals of either kind, full width, and with a dwelling behind it. Null where the address has no estate and no door.
 */
export function addressVariant({ address, buildingNo }: KnownBuilding, random: Random): string | null {
  const [, region = '', door = '', estate = ''] = /^(.*?(?:街道|镇|乡))?([^\d]*?(?:路|街|巷)\d+号)?(.*?)\d+[栋幢]$/.exec(address) ?? [];
  if (door === '' && estate === '') return null;
  const isDoorKept = estate === '' || random.chance(0.5);
  const isEstateKept = estate !== '' && (!isDoorKept || random.chance(0.7));
  const isNumeral = random.chance(0.25);
  const digits = (number: string) => (isNumeral ? chinese(number) : number);
  const house = digits(buildingNo) + random.pick(['栋', '幢', '座', '号楼', '号']);
  const dwelling = random.chance(0.4) ? `${digits('1')}单元${random.chance(0.6) ? `${random.int(1, 6)}0${random.int(1, 2)}${random.pick(['', '室'])}` : ''}` : '';
  const text = `${random.chance(0.3) ? region : ''}${isDoorKept ? door : ''}${isEstateKept ? estate : ''}${house}${dwelling}`;
  return random.chance(0.2) ? text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) : text;
}
