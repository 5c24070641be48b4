/** English: `1 case`, `2 cases`. @param count a number, or its text */
export function plural(count: number | string, one: string, many = `${one}s`): string {
  return `${count} ${String(count) === '1' ? one : many}`;
}
