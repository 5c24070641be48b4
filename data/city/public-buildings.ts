/** Buildings of work, trade and public life, and the few in parks and fields. */
import { depth, put, spread, width, type Draft } from './sites.ts';

export function layOutCommercial(draft: Draft): void {
  const { inner, random } = draft;
  const split = inner.v0 + depth(inner) * random.between(0.42, 0.55);
  put(draft, { ...inner, u0: inner.u0 + 4, u1: inner.u1 - 4, v1: split - 9 }, random.pick(['bar', 'court', 'ell'] as const), random.pick(['mall', 'mall', 'hotel']), random.int(4, 7));
  const count = Math.max(1, Math.round(width(inner) / 48));
  for (const u0 of spread(inner.u0 + 3, inner.u1 - 3, count, Math.min(30, width(inner) - 6))) {
    put(draft, { u0, u1: u0 + Math.min(30, width(inner) - 6), v0: split + 6, v1: Math.min(inner.v1 - 3, split + 34) }, random.pick(['bar', 'cross', 'notched'] as const), 'office', random.int(14, 34));
  }
}

export function layOutCivic(draft: Draft): void {
  const { inner } = draft;
  const [cu, w] = [(inner.u0 + inner.u1) / 2, width(inner)];
  const top = inner.v1 - depth(inner) * 0.16;
  put(draft, { u0: cu - w * 0.3, u1: cu + w * 0.3, v0: top - Math.min(26, depth(inner) * 0.2), v1: top }, 'comb', 'government', 11);
  for (const side of [-1, 1]) {
    const u = cu + side * w * 0.38;
    put(draft, { u0: u - w * 0.07, u1: u + w * 0.07, v0: inner.v0 + depth(inner) * 0.2, v1: inner.v0 + depth(inner) * 0.56 }, 'bar', 'government', 5);
  }
}

export function layOutSchool(draft: Draft): void {
  const { inner, random } = draft;
  const right = inner.u0 + width(inner) * 0.5;
  const count = Math.max(1, Math.min(4, Math.floor((depth(inner) + 14) / 34)));
  for (const v0 of spread(inner.v0 + 4, inner.v1 - 4, count, 15)) put(draft, { u0: inner.u0 + 3, u1: right - 8, v0, v1: v0 + 15 }, random.pick(['bar', 'notched'] as const), 'teaching', random.int(4, 5));
  put(draft, { u0: right + 6, u1: Math.min(inner.u1 - 4, right + 48), v0: inner.v1 - Math.min(30, depth(inner) * 0.24), v1: inner.v1 - 3 }, 'bar', 'gymnasium', 2);
}

export function layOutHospital(draft: Draft): void {
  const { inner } = draft;
  const middle = inner.v0 + depth(inner) * 0.5;
  put(draft, { u0: inner.u0 + width(inner) * 0.1, u1: inner.u0 + width(inner) * 0.62, v0: middle + 8, v1: inner.v1 - 5 }, 'comb', 'hospital', 12);
  put(draft, { u0: inner.u0 + width(inner) * 0.7, u1: inner.u1 - 5, v0: middle - 10, v1: inner.v1 - 8 }, 'bar', 'hospital', 6);
  put(draft, { u0: inner.u0 + width(inner) * 0.12, u1: inner.u0 + width(inner) * 0.6, v0: inner.v0 + 14, v1: middle - 14 }, 'ell', 'hospital', 5);
}

export function layOutMarket(draft: Draft): void {
  const { inner } = draft;
  put(draft, { u0: inner.u0 + width(inner) * 0.16, u1: inner.u1 - width(inner) * 0.16, v0: inner.v0 + depth(inner) * 0.24, v1: inner.v1 - depth(inner) * 0.22 }, 'bar', 'market_hall', 2);
  put(draft, { u0: inner.u0 + 2, u1: inner.u1 - 2, v0: inner.v0 + 1, v1: inner.v0 + Math.min(9, depth(inner) * 0.14) }, 'bar', 'shop', 1);
}

export function layOutFactory(draft: Draft): void {
  const { inner, random } = draft;
  const office = Math.min(16, depth(inner) * 0.16);
  put(draft, { u0: inner.u0 + 4, u1: inner.u0 + 4 + Math.min(46, width(inner) * 0.4), v0: inner.v0 + 2, v1: inner.v0 + 2 + office }, 'bar', 'office', random.int(3, 5));
  const base = inner.v0 + office + 14;
  const lines = Math.max(1, Math.round((inner.v1 - base) / 58));
  const columns = Math.max(1, Math.round(width(inner) / 92));
  const [sizeU, sizeV] = [width(inner) / columns - 14, (inner.v1 - base) / lines - 12];
  if (sizeU < 10 || sizeV < 10) return;
  for (const v0 of spread(base, inner.v1, lines, sizeV)) {
    for (const u0 of spread(inner.u0 + 2, inner.u1 - 2, columns, sizeU)) {
      if (random.chance(0.1)) continue;
      put(draft, { u0, u1: u0 + sizeU * random.between(0.75, 1), v0, v1: v0 + sizeV * random.between(0.8, 1) }, random.pick(['bar', 'bar', 'ell', 'notched'] as const), random.chance(0.72) ? 'factory' : 'warehouse', random.int(1, 2));
    }
  }
}

export function layOutStation(draft: Draft): void {
  const { inner } = draft;
  const middle = (inner.v0 + inner.v1) / 2;
  put(draft, { u0: inner.u1 - Math.min(34, width(inner) * 0.3), u1: inner.u1 - 3, v0: middle - Math.min(58, depth(inner) * 0.3), v1: middle + Math.min(58, depth(inner) * 0.3) }, 'bar', 'station', 2);
  put(draft, { u0: inner.u0 + 3, u1: inner.u0 + Math.min(30, width(inner) * 0.3), v0: inner.v0 + 4, v1: inner.v0 + Math.min(40, depth(inner) * 0.34) }, 'bar', 'hotel', 12);
}

export function pavilion(draft: Draft, chance: number): void {
  const { inner, random } = draft;
  if (!random.chance(chance) || width(inner) < 30 || depth(inner) < 30) return;
  // In a corner, clear of the pond in the middle.
  const [u, v, size] = [random.chance(0.5) ? inner.u0 + 2 : inner.u1 - 11, inner.v0 + 2, random.between(6, 9)];
  put(draft, { u0: u, u1: u + size, v0: v, v1: v + size }, random.pick(['bar', 'cross'] as const), 'pavilion', 1);
}

/** Sheds and greenhouses in the fields. */
export function layOutFarm(draft: Draft): void {
  const { inner, random } = draft;
  if (width(inner) < 60 || depth(inner) < 60) return;
  // In the southern half: a fish pond may lie in the north-east.
  const [u, v] = [random.between(inner.u0 + 4, inner.u1 - 56), random.between(inner.v0 + 2, Math.max(inner.v0 + 2, (inner.v0 + inner.v1) / 2 - 52))];
  if (random.chance(0.3)) for (let row = 0; row < 4; row++) put(draft, { u0: u, u1: u + 50, v0: v + row * 13, v1: v + row * 13 + 8 }, 'bar', 'greenhouse', 1);
  else if (random.chance(0.4)) put(draft, { u0: u, u1: u + random.between(14, 26), v0: v, v1: v + 10 }, 'bar', 'barn', 1);
}
