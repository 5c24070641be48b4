import type { Server } from 'node:http';
import path from 'node:path';
import { createApp } from './app.ts';
import { openCipher } from './platform/cipher.ts';
import type { Config } from './platform/config.ts';
import { openDatabase, type Urls } from './platform/database.ts';
import { createLog } from './platform/log.ts';

export interface RunningServer {
  /** Address that answers, e.g. http://localhost:8080 */
  url: string;
  close(): Promise<void>;
}

/** A client that sends slowly holds a connection no longer than this. */
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 60_000;
/** Longer than a proxy before it keeps an idle connection (60 s): who closes first must not be the one who is just being asked. */
const keepAliveTimeoutMs = 75_000;
/** What is being answered when the server stops may finish, for this long. */
const closingMs = 5_000;

/** Listens on config.host:config.port (0 = a free one). Rejects with the system's error where the port is taken. */
export async function startServer(config: Config, urls: Urls): Promise<RunningServer> {
  const log = createLog(config.logLevel);
  const cipher = openCipher(path.join(config.dataDir, 'secrets', 'data.key'));
  const database = openDatabase(urls);
  const stopping = new AbortController();
  const app = createApp(config, { database, log, cipher, now: () => new Date(), stopping: stopping.signal });
  const server = await listen(app, config).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  server.headersTimeout = headersTimeoutMs;
  server.requestTimeout = requestTimeoutMs;
  server.keepAliveTimeout = keepAliveTimeoutMs;
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  return {
    url: `http://${config.host === '127.0.0.1' || config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`,
    close: async () => {
      stopping.abort();
      const force = setTimeout(() => server.closeAllConnections(), closingMs);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await closed;
      clearTimeout(force);
      await database.close();
    },
  };
}

function listen(server: Server, config: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => resolve(server));
  });
}
