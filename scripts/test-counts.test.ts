import { expect, test } from 'vitest';
import { countReport, formatCounts, type Report } from './test-counts.ts';

const report = (changes: Partial<Report>): Report => ({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [], ...changes });

test('tests are counted as they ended', () => {
  expect(countReport(report({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }), 1)).toEqual({ passed: 5, failed: 1, skipped: 3 });
});

test('a file that could not be loaded is a failure', () => {
  const broken = report({ numPassedTests: 5, testResults: [{ status: 'failed', assertionResults: [] }] });
  expect(countReport(broken, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
});

test('a run that ends badly without naming a test is a failure', () => {
  expect(countReport(report({ numPassedTests: 5 }), 1).failed).toBe(1);
  expect(countReport(undefined, null).failed).toBe(1);
});

test('a run that found no test is a failure', () => {
  expect(countReport(report({}), 0).failed).toBe(1);
});

test('the closing line names skipped tests only where there are any', () => {
  expect(formatCounts({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  expect(formatCounts({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
});
