export interface TextPart {
  /** Where it begins in the text. */
  start: number;
  text: string;
  isMatch: boolean;
}

/** Cuts a text where the searched words occur, without regard to case; the parts together are the text. */
export function highlight(text: string, query: string): TextPart[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const lower = text.toLowerCase();
  // Lower case may be longer than the text (Turkish İ): then nothing is marked rather than the wrong letters.
  if (words.length === 0 || lower.length !== text.length) return text === '' ? [] : [{ start: 0, text, isMatch: false }];
  const isMatch = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) isMatch.fill(true, at, at + word.length);
  }
  const parts: TextPart[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const last = parts.at(-1);
    const letter = text[at] ?? '';
    if (last && last.isMatch === isMatch[at]) last.text += letter;
    else parts.push({ start: at, text: letter, isMatch: isMatch[at] ?? false });
  }
  return parts;
}
