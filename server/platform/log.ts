import { type Logger, pino } from 'pino';

export type { Logger };

/** JSON lines on standard output. Bodies, cookies and headers are never handed to it. */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}
