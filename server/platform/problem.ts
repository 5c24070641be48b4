import { DatabaseError } from 'pg';
import type { Refusal } from '#contract/refusals.ts';
import type { FieldError, Problem } from '#contract/shapes.ts';

/** The one table of problem types: `type` is `/problems/<name>`. */
const problemTypes = {
  'bad-request': { status: 400, title: 'The request cannot be read' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'sign-in-failed': { status: 401, title: 'User name or password is wrong' },
  'no-right': { status: 403, title: 'Your role does not allow this' },
  'not-found': { status: 404, title: 'Nothing is there, or it is not for you to see' },
  'no-such-tile': { status: 404, title: 'There is no such tile' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  conflict: { status: 409, title: 'It clashes with what is there' },
  'version-conflict': { status: 409, title: 'Somebody changed it meanwhile' },
  'too-large': { status: 413, title: 'The request is too large' },
  'not-json': { status: 415, title: 'Send JSON in UTF-8' },
  'not-valid': { status: 422, title: 'Some values cannot be used' },
  'geometry-not-valid': { status: 422, title: 'The shape cannot be used' },
  'border-not-valid': { status: 422, title: 'Borders cannot be drawn like this' },
  locked: { status: 423, title: 'The account is locked for a while' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  'server-error': { status: 500, title: 'Something went wrong on our side' },
  'not-installed': { status: 503, title: 'A part of the installation is missing' },
  unavailable: { status: 503, title: 'The database does not answer' },
  'too-slow': { status: 503, title: 'The question took too long' },
} as const;
export type ProblemName = keyof typeof problemTypes;

/** What a thrower states: which problem, in which words, where. One place turns it into a response. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: ProblemName;
  readonly refusal: Pick<Refusal, 'reason' | 'values'> | undefined;
  readonly errors: FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  constructor(problem: ProblemName, why: string | Refusal, more: { errors?: FieldError[]; cause?: unknown; retryAfterSeconds?: number } = {}) {
    super(typeof why === 'string' ? why : why.detail, { cause: more.cause });
    this.problem = problem;
    this.refusal = typeof why === 'string' ? undefined : { reason: why.reason, values: why.values };
    this.errors = more.errors;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** A refusal of one value of the request, at its JSON pointer, with a place to fly to where there is one. */
export function refused(problem: ProblemName, why: Refusal, pointer: string, location?: [number, number]): ProblemError {
  return new ProblemError(problem, why, { errors: [{ ...why, pointer, location }] });
}

/** SQLSTATE (and constraint, where it matters) → problem. What is not here is a server error. */
const databaseProblems: { state: RegExp; constraint?: RegExp; problem: ProblemName; detail: string }[] = [
  { state: /^57014$/, problem: 'too-slow', detail: 'The question took longer than allowed. Choose a smaller area.' },
  { state: /^(08|57P0|53300)/, problem: 'unavailable', detail: 'The database is restarting or out of reach. Try again in a moment.' },
  { state: /^23505$/, problem: 'conflict', detail: 'There is already one with this code or name.' },
  { state: /^23503$/, problem: 'conflict', detail: 'Something else still refers to it.' },
  { state: /^(23514|23502|22001|22P02|22P05|22003|2200[789]|22021)$/, problem: 'not-valid', detail: 'A value is outside what is allowed.' },
  { state: /^42501$/, problem: 'no-right', detail: 'Your role does not allow this.' },
  { state: /^40(001|P01)$/, problem: 'conflict', detail: 'Two changes met. Try again.' },
];

/** Any error → the response's problem; `isExpected` false means: log the cause. */
export function toProblem(error: unknown, instance: string): { problem: Problem; isExpected: boolean; retryAfterSeconds?: number } {
  const known = recognise(error);
  const type = problemTypes[known.name];
  return {
    problem: { type: `/problems/${known.name}`, title: type.title, status: type.status, detail: known.detail, ...known.refusal, instance, errors: known.errors },
    isExpected: type.status < 500,
    retryAfterSeconds: known.retryAfterSeconds,
  };
}

function recognise(error: unknown): { name: ProblemName; detail: string; refusal?: ProblemError['refusal']; errors?: FieldError[]; retryAfterSeconds?: number } {
  if (error instanceof ProblemError) {
    return { name: error.problem, detail: error.message, refusal: error.refusal, errors: error.errors, retryAfterSeconds: error.retryAfterSeconds };
  }
  if (error instanceof DatabaseError) {
    const row = databaseProblems.find((candidate) => candidate.state.test(error.code ?? '') && (candidate.constraint?.test(error.constraint ?? '') ?? true));
    if (row) return { name: row.problem, detail: row.detail };
  }
  if (isConnectionError(error)) return { name: 'unavailable', detail: 'The database is out of reach. Try again in a moment.' };
  const parser = bodyParserProblem(error);
  return parser ?? { name: 'server-error', detail: 'It is in the log under this request id.' };
}

function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // ENOENT of a socket means that PostgreSQL is down; of a file it is our fault.
  const isRefused = 'syscall' in error && error.syscall === 'connect';
  const isCut = 'code' in error && /^(ECONNRESET|EPIPE)$/.test(String(error.code));
  return isRefused || isCut || /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(error.message);
}

function bodyParserProblem(error: unknown): { name: ProblemName; detail: string } | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof URIError) return { name: 'bad-request', detail: 'The address cannot be decoded.' };
  if ('code' in error && /^Z_/.test(String(error.code))) return { name: 'bad-request', detail: 'The body is not compressed as it says.' };
  if (!('type' in error)) return null;
  if (error.type === 'entity.too.large') return { name: 'too-large', detail: 'The body is larger than this address accepts.' };
  if (error.type === 'entity.parse.failed') return { name: 'bad-request', detail: 'The body is not JSON.' };
  if (error.type === 'encoding.unsupported' || error.type === 'charset.unsupported') return { name: 'not-json', detail: 'Send JSON in UTF-8.' };
  if (error.type === 'request.aborted' || error.type === 'request.size.invalid') return { name: 'bad-request', detail: 'The body did not arrive whole.' };
  return null;
}
