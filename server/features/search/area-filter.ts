/** The prefix of place codes that lies under both, null where neither is asked for; `-`, which no code begins with, where they exclude each other. */
export function narrower(one: string | undefined, other: string | undefined): string | null {
  if (one === undefined || other === undefined) return one ?? other ?? null;
  if (one.startsWith(other)) return one;
  return other.startsWith(one) ? other : '-';
}
