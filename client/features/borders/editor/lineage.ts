import type { GridFacts } from './plan-edit.ts';

type Facts = ReadonlyMap<string, GridFacts>;

/** Where a grid's ground comes from: itself where it is a grid of today, else what it was made of. Nobody else knows a grid that this plan makes. */
function lineageOf(code: string, facts: Facts): readonly string[] {
  const own = facts.get(code);
  return own?.isNew ? own.predecessors : [code];
}

/** Where the ground of `code` comes from when it takes over these grids, in order; never from itself. */
export function originsOf(code: string, taken: readonly string[], facts: Facts): string[] {
  const origins = [...(facts.get(code)?.predecessors ?? []), ...taken.flatMap((key) => lineageOf(key, facts))];
  return [...new Set(origins)].filter((key) => key !== code).sort();
}
