/** A LIKE pattern that finds `text` anywhere; `%`, `_` and `\` stand for themselves. */
export function likePattern(text: string): string {
  return `%${escapeLike(text)}%`;
}
export function likePrefix(text: string): string {
  return `${escapeLike(text)}%`;
}
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
