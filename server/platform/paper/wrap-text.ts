/**
 * Breaks a text into lines of at most `width`. Chinese breaks anywhere, Latin words and numbers only where they do not
 * fit a line of their own. Pure: `widthOf` tells the width of one character.
 * @param most lines; what is left over ends in an ellipsis
 */
export function wrapText(text: string, width: number, widthOf: (character: string) => number, most = 4): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of splitWords(text)) {
    const wide = measure(word, widthOf);
    if (used + wide <= width) {
      line += word;
      used += wide;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    [line, used] = ['', 0];
    for (const character of word.trimStart()) {
      const step = widthOf(character);
      if (used + step > width && line !== '') {
        lines.push(line);
        [line, used] = ['', 0];
      }
      line += character;
      used += step;
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), shorten(lines[most - 1] ?? '', width, widthOf)];
}

function shorten(line: string, width: number, widthOf: (character: string) => number): string {
  let kept = [...line];
  while (kept.length > 0 && measure(`${kept.join('')}…`, widthOf) > width) kept = kept.slice(0, -1);
  return `${kept.join('')}…`;
}

/** Runs of letters, digits and their marks stay together with the blank before them; every other character is one. */
function splitWords(text: string): string[] {
  return text.match(/\s?[A-Za-z0-9.,:;/+*#@%_-]+|\s+|[\s\S]/gu) ?? [];
}

function measure(text: string, widthOf: (character: string) => number): number {
  let sum = 0;
  for (const character of text) sum += widthOf(character);
  return sum;
}
