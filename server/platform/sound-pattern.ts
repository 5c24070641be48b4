/** What letters and characters sound like: patterns over pinyin as the database writes it, |xian|dai, several readings parted by /. */

export interface Run {
  text: string;
  /** Letters as they were typed; else a character or digit with its reading. */
  isTyped: boolean;
  reading: string;
}
/** After this the syllable that was typed last has ended. */
export const syllableEnd = '(/[a-z]+)*(\\||$)';

/** Letters in a row together, every other character alone, with its reading. */
export function runsOf(text: string, readings: readonly string[]): Run[] {
  const runs: Run[] = [];
  for (const [n, character] of [...text].entries()) {
    const last = runs.at(-1);
    const isTyped = /[a-z]/.test(character);
    if (isTyped && last?.isTyped) last.text += character;
    else runs.push({ text: character, isTyped, reading: readings[n] ?? '' });
  }
  return runs;
}

/** Each letter goes on in its syllable or begins the next; a syllable may have several readings, parted by /. */
export function soundPattern(runs: readonly Run[]): string {
  const begin = '\\|([a-z]+/)*';
  return runs
    .map((run, n) => {
      if (!run.isTyped) return `\\|${readingPattern(run.reading)}`;
      return `${begin}${[...run.text].join(`([a-z/]*${begin})?`)}${n < runs.length - 1 ? '[a-z/]*' : ''}`;
    })
    .join('');
}

/** One of the readings of a character, or a digit. */
export function readingPattern(reading: string): string {
  return /^[a-z]/.test(reading) ? `([a-z]+/)*(${reading.replaceAll('/', '|')})(/[a-z]+)*` : reading;
}
