import { expect, test } from 'vitest';
import { createProgress } from './import-progress.ts';

function screen(isTerminal: boolean) {
  const clock = { ms: 0 };
  const written: string[] = [];
  return { clock, written, progress: createProgress({ isTerminal, write: (text) => written.push(text), now: () => clock.ms }) };
}
const plain = (text: string | undefined) => text?.replace('\r\u001b[K', '');

test('on a terminal one line counts rows and rows per second, and stays when its step is over', () => {
  const { clock, written, progress } = screen(true);
  progress.show('reading a.pbf', 0, true);
  clock.ms = 2000;
  progress.show('reading a.pbf', 50_000, true);
  expect(plain(written.at(-1))).toBe('reading a.pbf … 50,000 rows, 25,000 rows/s, 2.0 s');
  clock.ms = 2500;
  progress.show('mapping a.pbf', 60_000);
  expect(written.map(plain)).toContain('reading a.pbf: 50,000 rows, 20,000 rows/s, 2.5 s\n');
});

test('a step of one statement says how long it lasts, and its rate at the end', () => {
  const { clock, written, progress } = screen(true);
  progress.show('writing', 1000);
  clock.ms = 4000;
  progress.tick();
  expect(plain(written.at(-1))).toBe('writing … 1,000 rows, 4.0 s');
  progress.end(true);
  expect(plain(written.at(-1))).toBe('writing: 1,000 rows, 250 rows/s, 4.0 s\n');
});

test('elsewhere a line comes every five seconds, and one for each step', () => {
  const { clock, written, progress } = screen(false);
  progress.show('writing', 10);
  for (clock.ms = 1000; clock.ms <= 11_000; clock.ms += 1000) progress.tick();
  progress.end(false);
  expect(written).toEqual(['writing … 10 rows, 5.0 s\n', 'writing … 10 rows, 10.0 s\n']);
});
