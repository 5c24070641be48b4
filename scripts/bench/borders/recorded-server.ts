/** The product on a bench city, with every statement that a request runs written down, so that the same can be run without it. */
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createApp } from '../../../server/app.ts';
import { openCipher } from '../../../server/platform/cipher.ts';
import { readConfig } from '../../../server/platform/config.ts';
import { type Database, openDatabase, type Statement } from '../../../server/platform/database.ts';
import { createLog } from '../../../server/platform/log.ts';
import type { BenchCity } from '../../bench-city.ts';

export interface RecordedServer {
  url: string;
  /** Statements of requests in their order, since it was emptied last. */
  journal: Statement[];
  /** Calls the API. Throws for an answer that is none (500 and above). */
  call<Answer>(cookie: string, method: string, path: string, body?: unknown): Promise<{ status: number; body: Answer }>;
  close(): Promise<void>;
}

export async function serveRecorded(city: BenchCity): Promise<RecordedServer> {
  const journal: Statement[] = [];
  const database = openDatabase(city);
  const recording: Database = {
    ...database,
    withRequest: (context, work) =>
      database.withRequest(context, (db) =>
        work({
          cost: db.cost,
          query: (statement) => {
            journal.push(statement);
            return db.query(statement);
          },
          bytes: (statement) => {
            journal.push(statement);
            return db.bytes(statement);
          },
        }),
      ),
  };
  const config = readConfig({ DATA_DIR: city.dataDir, LOG_LEVEL: 'warn' });
  const stopping = new AbortController();
  const app = createApp(config, { database: recording, log: createLog(config.logLevel), cipher: openCipher(path.join(city.dataDir, 'secrets', 'data.key')), now: () => new Date(), stopping: stopping.signal });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  return {
    url,
    journal,
    call: (cookie, method, route, body) => callApi(url, cookie, method, route, body),
    close: async () => {
      stopping.abort();
      app.closeAllConnections();
      await new Promise((resolve) => app.close(resolve));
      await database.close();
    },
  };
}

async function callApi<Answer>(url: string, cookie: string, method: string, route: string, body: unknown): Promise<{ status: number; body: Answer }> {
  const response = await fetch(url + route, { method, headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) }, body: body ? JSON.stringify(body) : null });
  const answer = (await response.json()) as Answer;
  if (response.status >= 500) throw new Error(`${method} ${route} answered ${response.status}: ${JSON.stringify(answer)}`);
  return { status: response.status, body: answer };
}
