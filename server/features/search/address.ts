/** A Chinese address as it is typed, taken apart: 凤山路12号锦绣花园3栋2单元501. */
export interface AddressParts {
  /** Street, estate, village … in the order in which they were typed, without numbers. */
  names: string[];
  /** The door's number in the street: 12 of 凤山路12号 or 凤山路12; with the name before it, where there is one, and 号. */
  door: string | null;
  building: string | null;
  unit: string | null;
  floor: string | null;
  room: string | null;
}

const digitOf: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const scaleOf: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const numeral = '[零〇一二两三四五六七八九十百千]+';

/** 十二 is 12, 一百零五 is 105, 五〇一 is 501; null where it is no number. */
export function readNumeral(text: string): number | null {
  const characters = [...text];
  if (characters.length === 0 || characters.some((c) => !(c in digitOf) && !(c in scaleOf))) return null;
  if (characters.every((c) => c in digitOf)) return Number(characters.map((c) => digitOf[c]).join(''));
  let sum = 0;
  let digit: number | null = null;
  for (const c of characters) {
    const scale = scaleOf[c];
    if (scale === undefined) digit = digitOf[c] ?? 0;
    else {
      sum += (digit ?? 1) * scale;
      digit = null;
    }
  }
  return sum + (digit ?? 0);
}

/** Numerals before the words that count houses become digits: 三栋 → 3栋, 十二号楼 → 12号楼; 第三小学 stays. */
export function writeDigits(text: string): string {
  return text
    .replace(new RegExp(`(${numeral})(?=号|栋|幢|座|单元|室|层|楼|门|梯)`, 'g'), (found) => String(readNumeral(found) ?? found))
    .replace(new RegExp(`(?<=单元|层|楼|栋|幢|座)(${numeral})$`), (found) => String(readNumeral(found) ?? found));
}

const pieces = {
  hyphened: /(?<![\d-])(\d{1,3})[-－—](\d{1,2})[-－—](\d{1,4})(?:室|房|户)?$/,
  room: /(?<=单元|层|楼|栋|幢|座|号|门|梯)(\d{3,4}|\d{1,2}(?=室|房|户))(?:室|房|户)?$/,
  floor: /(?<=单元|栋|幢|座|号楼|门|梯)(\d{1,2})[层楼]$/,
  unit: /(\d{1,2})(?:单元|门|梯)$/,
  building: /(\d{1,4})(?:号楼|号院|栋|幢|座|楼|#)$/,
  door: /(\d{1,5}(?:[-之]\d{1,3})?)号$/,
  /** A number right behind a street is its door, as maps of the world write it. */
  bareDoor: /(?<=[路街巷道弄]|胡同)(\d{1,5}(?:[-之]\d{1,3})?)$/,
} as const;

/**
 * Takes the text apart from its end, so that each number is known by what stands before it. Null where it names neither
 * a door nor a building.
 * @param text as search_text writes it
 */
export function parseAddress(text: string): AddressParts | null {
  const parts: AddressParts = { names: [], door: null, building: null, unit: null, floor: null, room: null };
  let rest = writeDigits(text);
  const take = (piece: keyof typeof pieces): string | null => {
    const found = pieces[piece].exec(rest);
    if (found) rest = rest.slice(0, found.index);
    return found?.[1] ?? null;
  };
  const whole = pieces.hyphened.exec(rest);
  if (whole) {
    rest = rest.slice(0, whole.index);
    [parts.building, parts.unit, parts.room] = [whole[1] ?? null, whole[2] ?? null, whole[3] ?? null];
  } else {
    parts.room = take('room');
    parts.floor = take('floor');
    parts.unit = take('unit');
    parts.building = take('building');
  }
  const last = parts.building === null ? (take('door') ?? take('bareDoor')) : null;
  takeNames(rest, last, parts);
  return parts.building === null && parts.door === null ? null : parts;
}

/** Names and the door in what is left. A last number with 号 is the building's where a door's number stands before it. */
function takeNames(rest: string, last: string | null, parts: AddressParts): void {
  const door = /^(.*?)(\d{1,5}(?:[-之]\d{1,3})?)号(?:院)?(.*)$/.exec(rest);
  if (door) {
    parts.names.push(door[1] ?? '', door[3] ?? '');
    parts.door = `${tail(door[1] ?? '')}${door[2]}号`;
    parts.building ??= last;
  } else {
    parts.names.push(rest);
    // 凤山路12号 is a door, 锦绣花园3号 may be a house of the estate.
    if (last !== null && (/[路街巷道弄胡同村里]$/.test(rest) || rest === '')) parts.door = `${tail(rest)}${last}号`;
    else if (last !== null) parts.building = last;
  }
  parts.names = parts.names.filter((name) => name.length > 0);
}

/** The last two characters before a number keep 路12号 from being found in 大路112号. */
function tail(name: string): string {
  return name.slice(-2);
}
