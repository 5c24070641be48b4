/** Tokens and queries over them, as search_tokens in the database makes them: what each capital means stands there. */

/** One token as a tsquery; begun ones stand for all that begin so. */
export function token(text: string, isBegun = false): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "''")}'${isBegun ? ':*' : ''}`;
}

export function all(queries: readonly string[]): string {
  return join(queries, ' & ');
}
export function any(queries: readonly string[]): string {
  return join(queries, ' | ');
}
function join(queries: readonly string[], operator: string): string {
  const given = queries.filter((query) => query !== '');
  return given.length <= 1 ? (given[0] ?? '') : `(${given.join(operator)})`;
}

const [fewPairs, mostPairs] = [3, 5];

/**
 * Pairs of neighbouring characters, in a number of three digits and more triples: all of a short text, of a longer one
 * some, spread over it, of two Chinese characters or a number's rather than with a digit, which are everywhere. A single
 * character where there is just one and no mark. '' for nothing.
 */
export function pairs(text: string, mark: '' | 'A'): string {
  const characters = [...text];
  if (characters.length === 1) return mark === '' ? token(text) : '';
  const isDigit = (n: number) => /^[0-9]$/.test(characters[n] ?? '');
  const isTriple = (n: number) => isDigit(n) && isDigit(n + 1) && isDigit(n + 2);
  const piecesAt = (n: number) => (isTriple(n) ? [characters.slice(n, n + 3)] : isTriple(n - 1) ? [] : [characters.slice(n, n + 2)]);
  const every = [...new Set(characters.slice(1).flatMap((_, n) => piecesAt(n).map((piece) => piece.join(''))))];
  const isWord = (piece: string) => !/[0-9]/.test(piece);
  const words = every.filter((piece) => isWord(piece) || /^[0-9]{3}$/.test(piece));
  // Of few words each may be everywhere: then the others tell too, and one that is nowhere ends the search at once.
  const telling = every.filter(isWord).length >= 2 && words.length >= fewPairs ? words : every;
  return all(spread(telling, mostPairs).map((piece) => token(mark + piece)));
}

function spread<Item>(items: Item[], most: number): Item[] {
  return items.length <= most ? items : items.filter((_, n) => Math.floor((n * most) / items.length) !== Math.floor(((n - 1) * most) / items.length));
}

/**
 * Syllables in a row, each whole, begun or a first letter; '' is any. First letters by twos and threes, whole syllables
 * by twos.
 */
export function soundTokens(way: readonly string[]): string {
  const found: string[] = [];
  const isWhole = (unit: string | undefined) => unit !== undefined && (unit.length > 1 || /[0-9]/.test(unit));
  for (const [n, unit] of way.entries()) {
    const [second, third] = [way[n + 1], way[n + 2]];
    if (!unit || !second) continue;
    if (isWhole(unit) && isWhole(second)) found.push(token(`S|${unit}|${second}`, true));
    else if (isWhole(unit)) found.push(token(`S|${unit}|${second}`, true));
    if (third) found.push(token(`I${unit[0]}${second[0]}${third[0]}`));
    else if (!way[n - 1]) found.push(token(`I${unit[0]}${second[0]}`));
  }
  const [only, ...more] = way.filter((unit) => unit !== '');
  if (found.length === 0 && only !== undefined && more.length === 0 && only.length > 1) return token(`S|${only}`, true);
  return all([...new Set(found)]);
}

const levels = [15, 13, 11, 8];
const mostCells = 16;

/** The cells of the finest level that cover the box with few; '' where even the coarsest needs many: most is in view then. */
export function cellsOf([west, south, east, north]: readonly [number, number, number, number]): string {
  for (const level of levels) {
    const at = (degrees: number, offset: number) => Math.floor(((degrees + offset) / 360) * 2 ** level);
    const [left, right, bottom, top] = [at(west, 180), at(east, 180), at(south, 90), at(north, 90)];
    if ((right - left + 1) * (top - bottom + 1) > mostCells) continue;
    const columns = Array.from({ length: right - left + 1 }, (_, n) => left + n);
    const rows = Array.from({ length: top - bottom + 1 }, (_, n) => bottom + n);
    return any(columns.flatMap((x) => rows.map((y) => token(`C${level}/${x}/${y}`))));
  }
  return '';
}
