import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildCoverage } from './build.ts';
import { applyEdit, reverseEdit, type Coverage, type CoverageEdit } from './coverage.ts';
import { findFaults } from './faults.ts';
import { readDemoStreet } from './test-demo-city.ts';
import { areSameBytes, brokenRules, makeEdit, note, strewDwellings, wishes, type Dwelling, type Tally } from './test-edits.ts';
import { wavyGrids } from './test-grounds.ts';
import { PlaneLedger } from './test-ledger.ts';
import { readGrids } from './test-shapefile.ts';

/** Sequences on each ground; a run of all takes GETU_EDIT_SEQUENCES=10000, and GETU_EDIT_SEED others than the usual ones. */
const SEQUENCES = Number(process.env.GETU_EDIT_SEQUENCES ?? 150);
const SEED = Number(process.env.GETU_EDIT_SEED ?? 20261122);
const LONGEST = 8;
const realData = process.env.GETU_REALDATA ?? fileURLToPath(new URL('../../../../shared/realdata', import.meta.url));

/**
 * After every step: no gap and no overlap, exactly; every household in one grid of its community; the edit's reverse
 * gives the same bytes. After every sequence: all of it taken back gives the coverage of the beginning, to the last bit.
 */
function holdsForAll(start: Coverage, dwellings: readonly Dwelling[], runs: number): void {
  expect(findFaults(start)).toEqual([]);
  const ledger = new PlaneLedger(start);
  expect([...ledger.unbalanced(), ...ledger.contacts()]).toEqual([]);
  const tally: Tally = new Map();
  const begun = performance.now();
  let steps = 0;
  fc.assert(
    fc.property(wishes(LONGEST), (list) => {
      let now = start;
      const history: CoverageEdit[] = [];
      const goOn = (edit: CoverageEdit, isNew: boolean) => {
        const before = now;
        now = applyEdit(before, edit);
        expect(ledger.follow(now, edit)).toEqual([]);
        if (isNew) expect(brokenRules(before, edit, now, dwellings)).toEqual([]);
      };
      for (const [serial, wish] of list.entries()) {
        const outcome = makeEdit(now, wish, serial);
        note(tally, wish, outcome);
        if (!outcome.ok) continue;
        history.push(outcome.edit);
        goOn(outcome.edit, true);
      }
      steps += history.length;
      for (const edit of history.reverse()) goOn(reverseEdit(edit), false);
      expect(areSameBytes(now, start)).toBe(true);
    }),
    { numRuns: runs, seed: SEED },
  );
  if (process.env.GETU_EDIT_SEQUENCES) console.info(`${runs} sequences, ${steps} edits, ${Math.round(performance.now() - begun)} ms`, JSON.stringify(Object.fromEntries([...tally].map(([kind, reasons]) => [kind, Object.fromEntries(reasons)]))));
  for (const [kind, reasons] of tally) expect(reasons.get('done') ?? 0, `some edits of kind ${kind} are made`).toBeGreaterThan(0);
}

const all = 'after any edits the grids cover it exactly, no household is lost, and undo gives back the same bytes';

test(`a community: ${all}`, { timeout: 7_200_000 }, () => {
  const start = buildCoverage(wavyGrids(6, 5));
  holdsForAll(start, strewDwellings(start, 8), SEQUENCES);
});

test(`a street of the demo city with its houses: ${all}`, { timeout: 7_200_000 }, () => {
  const { grids, zones, dwellings } = readDemoStreet();
  holdsForAll(buildCoverage(grids, zones), dwellings, SEQUENCES);
});

const grounds = [
  { name: 'beijing-townships', file: 'beijing-townships/beijing.shp', share: 0.1 },
  { name: 'sf-blockgroups', file: 'sf-blockgroups/blockgroups.shp', share: 0.6 },
];
for (const { name, file, share } of grounds) {
  const ground = path.join(realData, file);
  test.skipIf(!existsSync(ground))(`${name} (skipped where the data is not here): ${all}`, { timeout: 7_200_000 }, () => {
    const start = buildCoverage(readGrids(ground, name));
    holdsForAll(start, strewDwellings(start, 8), Math.ceil(SEQUENCES * (process.env.GETU_EDIT_SEQUENCES ? 1 : share)));
  });
}
