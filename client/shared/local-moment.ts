/** A moment as `<input type="datetime-local">` shows it, in the browser's zone, to the minute; '' for none. */
export function localMoment(text: string | null): string {
  if (text === null) return '';
  const date = new Date(text);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Reads what such a field holds; null for nothing or what is no moment. */
export function momentOf(local: string): string | null {
  const date = new Date(local);
  return local === '' || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
