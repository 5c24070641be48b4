/** A place of cases (event_spot of the database) as requests name it: `e12` is the element 12, `c7` the cell −7. */
export function spotText(spot: number): string {
  return spot < 0 ? `c${-spot}` : `e${spot}`;
}

export function spotNumber(text: string): number {
  return Number(text.slice(1)) * (text.startsWith('c') ? -1 : 1);
}
