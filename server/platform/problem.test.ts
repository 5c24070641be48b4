import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { ProblemError, toProblem } from './problem.ts';

function databaseError(code: string): DatabaseError {
  const error = new DatabaseError('secret detail of the database', 1, 'error');
  error.code = code;
  return error;
}

describe('problems', () => {
  it('keep the words and places that the thrower stated', () => {
    const thrown = new ProblemError('geometry-not-valid', 'The border crosses itself.', { errors: [{ detail: 'here', location: [116.9, 36.2] }] });
    expect(toProblem(thrown, 'urn:uuid:1').problem).toMatchObject({
      type: '/problems/geometry-not-valid',
      status: 422,
      detail: 'The border crosses itself.',
      instance: 'urn:uuid:1',
      errors: [{ location: [116.9, 36.2] }],
    });
  });
  it('never carry an unexpected error to the caller', () => {
    const answer = toProblem(new Error('password=hunter2'), 'urn:uuid:2');
    expect(answer).toMatchObject({ isExpected: false, problem: { status: 500 } });
    expect(JSON.stringify(answer.problem)).not.toContain('hunter2');
  });
  it.each([
    ['57014', 503, 'too-slow'],
    ['57P01', 503, 'unavailable'],
    ['08006', 503, 'unavailable'],
    ['23505', 409, 'conflict'],
    ['22P05', 422, 'not-valid'],
    ['42501', 403, 'no-right'],
    ['40P01', 409, 'conflict'],
    ['42601', 500, 'server-error'],
  ])('map SQLSTATE %s to %i %s without the database\'s own words', (code, status, name) => {
    const { problem } = toProblem(databaseError(code), '');
    expect(problem).toMatchObject({ status, type: `/problems/${name}` });
    expect(JSON.stringify(problem)).not.toContain('secret detail');
  });
  it('call a lost database unavailable, not broken', () => {
    const refused = Object.assign(new Error('connect ENOENT'), { code: 'ENOENT', syscall: 'connect' });
    expect(toProblem(refused, '').problem.status).toBe(503);
    expect(toProblem(new Error('Client has encountered a connection error and is not queryable'), '').problem.status).toBe(503);
    const missingFile = Object.assign(new Error('open ENOENT'), { code: 'ENOENT', syscall: 'open' });
    expect(toProblem(missingFile, '').problem.status).toBe(500);
  });
});
