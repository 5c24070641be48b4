import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/** JSON lines on standard output. Bodies, cookies and headers are never handed to it. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describeError } };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * An error with its causes, without the fields that carry data: the database's `detail` quotes rows, the body parser's
 * `body` is the body, `parameters` are what somebody typed.
 */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  const constraint = 'constraint' in error ? error.constraint : undefined;
  return { type: error.name, code, constraint, message: error.message, stack: error.stack, cause: error.cause ? describeError(error.cause) : undefined };
}
