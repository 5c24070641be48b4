import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildCoverage, type GridShape } from './build.ts';
import { applyEdit, reverseEdit, type CoverageEdit } from './coverage.ts';
import { findFaults } from './faults.ts';
import { brokenRules, fingerprint, isExactCoverage, makeEdit, note, strewDwellings, wishes, type Tally } from './test-edits.ts';
import { wavyGrids } from './test-grounds.ts';
import { readGrids } from './test-shapefile.ts';

/** Sequences on each ground; a bench of all takes GETU_EDIT_SEQUENCES=10000. */
const SEQUENCES = Number(process.env.GETU_EDIT_SEQUENCES ?? 150);
const LONGEST = 8;
const realData = process.env.GETU_REALDATA ?? fileURLToPath(new URL('../../../../shared/realdata', import.meta.url));

function holdsForAll(grids: readonly GridShape[], runs: number): void {
  const start = buildCoverage(grids);
  expect(findFaults(start)).toEqual([]);
  expect(isExactCoverage(start)).toBe(true);
  const dwellings = strewDwellings(start, 8);
  const bytes = fingerprint(start, start.faces.keys());
  const tally: Tally = new Map();
  fc.assert(
    fc.property(wishes(LONGEST), (list) => {
      let now = start;
      const history: CoverageEdit[] = [];
      for (const [serial, wish] of list.entries()) {
        const outcome = makeEdit(now, wish, serial);
        note(tally, wish, outcome);
        if (!outcome.ok) continue;
        expect(brokenRules(now, outcome.edit, dwellings)).toEqual([]);
        history.push(outcome.edit);
        now = applyEdit(now, outcome.edit);
      }
      if (start.positions.size < 10_000) expect(isExactCoverage(now)).toBe(true);
      for (const edit of history.reverse()) now = applyEdit(now, reverseEdit(edit));
      if (start.positions.size < 10_000) expect(fingerprint(now, start.faces.keys())).toBe(bytes);
      expect([now.faces.size, now.positions.size]).toEqual([start.faces.size, start.positions.size]);
    }),
    { numRuns: runs, seed: 20261122 },
  );
  if (process.env.GETU_EDIT_SEQUENCES) console.info(JSON.stringify(Object.fromEntries([...tally].map(([kind, reasons]) => [kind, Object.fromEntries(reasons)])), null, 1));
  for (const [kind, reasons] of tally) expect(reasons.get('done') ?? 0, `some edits of kind ${kind} are made`).toBeGreaterThan(0);
}

test('after any edits of a community its grids cover it exactly, no household is lost, and undo gives back the same bytes', { timeout: 3_600_000 }, () => {
  holdsForAll(wavyGrids(6, 5), SEQUENCES);
});

const grounds = [
  { name: 'beijing-townships', file: 'beijing-townships/beijing.shp', share: 0.4 },
  { name: 'sf-blockgroups', file: 'sf-blockgroups/blockgroups.shp', share: 1 },
];
for (const { name, file, share } of grounds) {
  const ground = path.join(realData, file);
  test.skipIf(!existsSync(ground))(`the same holds on ${name} (skipped where the data is not here)`, { timeout: 3_600_000 }, () => {
    holdsForAll(readGrids(ground, name), Math.ceil(SEQUENCES * (process.env.GETU_EDIT_SEQUENCES ? 1 : share)));
  });
}
