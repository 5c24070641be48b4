import type { BorderProblem } from '#contract/borders.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { loadForReplacement } from './decide-named.ts';
import { compareCoverages, type Ground, replaceGrids } from './ground.ts';
import { exactFaults, findHomeless, nestedIn, weighChange } from './judge.ts';
import { type OfferedGrid, toGridShape } from './replacement.ts';

/** Faults and warnings that unsaved shapes and kinds would have, and which grids these are told of: others are as they were. */
export async function judgeOffer(db: RequestDatabase, planId: string, grids: readonly OfferedGrid[], removed: readonly string[]): Promise<{ problems: BorderProblem[]; judged: string[] }> {
  const { ground, faults } = await loadForReplacement(db, planId, grids, removed);
  const once = [...new Map(grids.map((grid) => [grid.code, grid])).values()];
  const after = replaceGrids(ground, once.map(toGridShape), removed);
  const { changed, removed: gone } = compareCoverages(ground.coverage, after);
  const offered = new Map(once.map((grid) => [grid.code, grid]));
  const judged = [...new Set([...changed, ...ofOtherKind(once, ground)])].flatMap((code) => {
    const [grid, row] = [offered.get(code), ground.rows.get(code)];
    if (grid) return [{ code, kind: grid.kind, communityCode: grid.communityCode }];
    return row ? [{ code, kind: row.kind, communityCode: row.community_code }] : [];
  });
  const exact = exactFaults({ ground, after, changed: judged, removed: gone });
  const broken = new Set(exact.filter(({ kind }) => kind === 'not-valid' || kind === 'multipart').flatMap(({ gridCodes }) => gridCodes));
  const weighed = await weighChange(db, planId, { ground, after, changed: judged.filter(({ code }) => !broken.has(code)), removed: gone }, false);
  return {
    problems: [...faults, ...exact, ...(await findHomeless(db, exact)), ...weighed.found, ...weighed.warnings],
    judged: [...judged, ...nestedIn(after, judged)].map(({ code }) => code),
  };
}

/** Grids that keep their shape and become another kind: what may be said of them is another thing. */
function ofOtherKind(grids: readonly OfferedGrid[], { rows, coverage }: Ground): string[] {
  return grids.filter(({ code, kind }) => coverage.faces.has(code) && rows.get(code)?.kind !== kind).map(({ code }) => code);
}
