import type { Server } from 'node:http';
import { createApp } from './app.ts';
import type { Config } from './platform/config.ts';
import { openDatabase, type Urls } from './platform/database.ts';
import { createLog } from './platform/log.ts';

export interface RunningServer {
  /** Address that answers, e.g. http://localhost:8080 */
  url: string;
  close(): Promise<void>;
}

/** Listens on config.host:config.port (0 = a free one). Rejects with the system's error where the port is taken. */
export async function startServer(config: Config, urls: Urls): Promise<RunningServer> {
  const log = createLog(config.logLevel);
  const database = openDatabase(urls);
  const app = createApp(config, { database, log, findSession: async () => null });
  const server = await new Promise<Server>((resolve, reject) => {
    const listening: Server = app.listen(config.port, config.host, (error?: Error) => (error ? reject(error) : resolve(listening)));
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  return {
    url: `http://${config.host === '127.0.0.1' || config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await database.close();
    },
  };
}
