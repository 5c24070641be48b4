import { expect, test } from 'vitest';
import { refusal, type RefusalReason, refusalSentences } from '#contract/refusals.ts';
import { ApiError } from './api-call.ts';
import { refusalText, whyRefused } from './refusal-text.ts';
import { describeFailure } from './ui/states.tsx';
import { en } from './words/en.ts';
import { zh } from './words/zh.ts';

const values = { squareKilometers: 21_000, most: 20_000, vertices: 12_000, piece: 2, version: 3, code: '010102', side: 4_000, megabytes: 8, least: 1, name: '第一网格', years: 5, day: '2026-12-01' };
const problem = (more: object) => new ApiError('problem', 422, { type: '/problems/geometry-not-valid', title: 'The shape cannot be used', status: 422, ...more });

test('every reason is said in Chinese, without a word of English left over', () => {
  for (const reason of Object.keys(refusalSentences)) {
    const text = refusalText({ reason, values }, zh) ?? '';
    expect(text, reason).toMatch(/\p{Script=Han}/u);
    expect(text.replace(/PNG|JPEG|MB/g, ''), reason).not.toMatch(/[A-Za-z]{2,}|undefined/);
  }
});

test('values stand in the sentence', () => {
  const why = refusal('area-too-large', { squareKilometers: 21_000, most: 20_000 });
  expect(refusalText(why, zh)).toBe('范围约 21,000 平方千米，最多 20,000 平方千米，请缩小后再试');
  expect(refusalText(why, en)).toBe(why.detail);
});

test('a reason of a newer server, or none, leaves the problem’s words', () => {
  expect(refusalText({ reason: 'of-tomorrow' as RefusalReason }, zh)).toBeNull();
  expect(refusalText({ reason: 'toString' as RefusalReason }, zh)).toBeNull();
  expect(describeFailure(problem({ detail: 'No.' }), zh)).toBe('图形不符合要求');
});

test('a failure is told with why, of itself or of its single values once each', () => {
  expect(describeFailure(problem(refusal('shape-empty')), zh)).toBe('图形不符合要求：图形没有围出任何面积');
  const fault = { ...refusal('text-too-long', { most: 60 }), pointer: '/name' };
  expect(whyRefused(problem({ errors: [fault, fault] }), zh)).toBe('最多 60 个字');
  expect(whyRefused(new Error('x'), zh)).toBeNull();
});
