import pg from 'pg';
import type { Database } from './database.ts';
import type { Logger } from './log.ts';

export interface Listener {
  /** False while the connection is gone: notifications of that time are lost, and `onConnected` says when to look for them. */
  readonly isConnected: boolean;
}

const firstRetryMs = 200;
const slowestRetryMs = 5_000;

/**
 * Listens to a channel of NOTIFY on a connection of its own, for ever: a lost connection is opened again.
 * `onConnected` is called each time listening has begun, so that the caller can catch up on what it may have missed.
 */
export function listen(database: Database, log: Logger, channel: string, handlers: { onConnected(): void; onMessage(payload: string): void }): Listener {
  const state = { isConnected: false, isClosed: false };
  let client: pg.Client | undefined;
  let retryMs = firstRetryMs;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const opened = new pg.Client({ ...database.appPool.options, statement_timeout: 10_000, keepAlive: true, application_name: `getu-listen-${channel}` });
    client = opened;
    // Either event may come first, and both may come.
    opened.once('error', () => lose(opened));
    opened.once('end', () => lose(opened));
    opened.on('error', () => undefined);
    opened.on('notification', (message) => handlers.onMessage(message.payload ?? ''));
    try {
      await opened.connect();
      await opened.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      log.warn({ channel, err: error }, 'cannot listen to the database, trying again');
      lose(opened);
      return;
    }
    if (client !== opened) return;
    retryMs = firstRetryMs;
    state.isConnected = true;
    handlers.onConnected();
  }

  function lose(lost: pg.Client): void {
    if (client !== lost) return;
    client = undefined;
    state.isConnected = false;
    lost.end().catch(() => undefined); // it may be gone already
    if (state.isClosed) return;
    timer = setTimeout(() => void connect(), retryMs);
    retryMs = Math.min(retryMs * 2, slowestRetryMs);
  }

  database.onClose(async () => {
    state.isClosed = true;
    clearTimeout(timer);
    const open = client;
    client = undefined;
    await open?.end().catch(() => undefined);
  });
  void connect();
  return state;
}
