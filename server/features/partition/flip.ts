/**
 * Simulated annealing with single moves: a unit at a border goes over to the neighbour's grid, or makes one of its own,
 * when that is cheaper or, with falling probability, when it is not (S. Kirkpatrick, C. Gelatt, M. Vecchi, Science 220
 * (1983), 671–680). A unit that holds its grid together stays.
 */
import { ConnectivityCheck } from './connectivity.ts';
import type { Draft } from './draft.ts';
import type { Random } from './random.ts';

export interface Cooling {
  steps: number;
  /** Temperatures in units of cost; falls geometrically. */
  from: number;
  to: number;
}

/** One of so many tries asks whether a unit should leave its grid for one of its own. */
const aloneEvery = 16;
const stepsBetweenChecks = 2048;

/** @param tick called every 2,048 steps with the share of the steps that are done */
export function anneal(draft: Draft, random: Random, { steps, from, to }: Cooling, tick: (done: number) => void): void {
  const { piece, owner } = draft;
  const { starts, others } = piece;
  const check = new ConnectivityCheck(piece);
  let temperature = from;
  const cool = (to / from) ** (stepsBetweenChecks / Math.max(steps, stepsBetweenChecks));
  for (let step = 0; step < steps; step++) {
    if (step % stepsBetweenChecks === stepsBetweenChecks - 1) {
      tick(step / steps);
      temperature *= cool;
    }
    const unit = random.below(piece.count);
    const degree = starts[unit + 1]! - starts[unit]!;
    if (degree === 0) continue;
    let to = owner[others[starts[unit]! + random.below(degree)]!]!;
    if (to === owner[unit]) {
      const grid = step % aloneEvery === 0 && draft.size[to]! > 1 ? draft.freeGrid() : undefined;
      if (grid === undefined) continue;
      to = grid;
    }
    if (draft.moveCost(unit, to) < temperature * random.exponential() && check.canLeave(owner, unit)) draft.move(unit, to);
  }
}

/** Moves that make it cheaper, until there is none. */
export function descend(draft: Draft, tick: () => void): void {
  const { piece, owner } = draft;
  const { starts, others, count } = piece;
  const check = new ConnectivityCheck(piece);
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (let unit = 0; unit < count; unit++) {
      if (unit % stepsBetweenChecks === 0) tick();
      let [best, to] = [-1e-9, -1];
      for (let at = starts[unit]!; at < starts[unit + 1]!; at++) {
        const grid = owner[others[at]!]!;
        if (grid === owner[unit] || grid === to) continue;
        const cost = draft.moveCost(unit, grid);
        if (cost < best) [best, to] = [cost, grid];
      }
      if (to < 0 || !check.canLeave(owner, unit)) continue;
      draft.move(unit, to);
      isBetter = true;
    }
  }
}
