/** The least that a Node server between browser and database can do: it asks the same statement and writes what comes, nothing else. */
import http from 'node:http';
import pg from 'pg';
import { type Pair, readerSettings } from './latency.ts';

export interface BareHop {
  port: number;
  close(): Promise<void>;
}

export async function startBareHop(appUrl: string, pairs: Pair[]): Promise<BareHop> {
  const statements = new Map(pairs.map(({ path, statement }) => [path, statement]));
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  await client.query(readerSettings);
  const server = http.createServer(async (request, response) => {
    const found = await client.query<{ tile: Buffer | null }>(statements.get(request.url ?? '') ?? 'select null as tile');
    const tile = found.rows[0]?.tile ?? null;
    response.writeHead(200, { 'Content-Type': 'application/vnd.mapbox-vector-tile', 'Content-Length': tile?.length ?? 0 }).end(tile ?? undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await client.end();
    },
  };
}
