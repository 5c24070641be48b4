/** Loads a planned city within the caller's transaction. */
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { describeAreas, writeCity, type SizedPlan } from '../data/city/generate.ts';
import { tables, type TableName } from '../data/city/tables.ts';
import { CityWriter, type Situation } from '../data/city/writer.ts';
import { attachPartition, createPartition, insertAreas } from './seed-queries.ts';

/** Tells of a step that is done, with its rows. */
export type Report = (step: string, rows?: number) => void;

const chunkLength = 1 << 17;

/**
 * Writes regions, grids, elements with profiles, duties and ground; answers the elements of each kind. Elements stream to
 * the database while the city is being made; the rest waits in files, because a profile can only come after its element.
 */
export async function loadCity(client: Client, sized: SizedPlan, situation: Situation, report: Report): Promise<Partial<Record<string, number>>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'getu-city-'));
  try {
    const spool = new Spool(folder);
    const writer = new CityWriter(sized.plan, situation, (table, line) => spool.add(table, line));
    const { regions, grids } = describeAreas(sized.plan);
    await insertAreas(client, regions, grids, writer.since);
    report('regions and grids', regions.length + grids.length);
    await createPartition(client);
    await pipeline(Readable.from(elementChunks(writer, sized.facilities, spool)), client.query(copyFrom(copyStatement('elements', 'elements_990101'))));
    report('elements', spool.rows.get('elements'));
    await attachPartition(client);
    report('indexes of elements');
    await spool.close();
    for (const [table, rows] of spool.rows) {
      if (table === 'elements') continue;
      await pipeline(createReadStream(spool.fileOf(table)), client.query(copyFrom(copyStatement(table, table))));
      report(table, rows);
    }
    return writer.counts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function copyStatement(table: TableName, into: string): string {
  return `copy ${into} (${tables[table].join(', ')}) from stdin`;
}

/** Makes the city and hands its elements on in chunks; never further ahead than the database and the files follow. */
async function* elementChunks(writer: CityWriter, facilities: number, spool: Spool): AsyncGenerator<string> {
  for (const _ of writeCity(writer, facilities)) {
    if (spool.elementLength > chunkLength) yield spool.takeElements();
    if (spool.isFull) await spool.drain();
  }
  yield spool.takeElements();
}

/** Lines of each table: those of `elements` in memory until taken, the others in one file each. */
class Spool {
  readonly rows = new Map<TableName, number>();
  elementLength = 0;
  private elements: string[] = [];
  private readonly files = new Map<TableName, { stream: WriteStream; waiting: string }>();
  private waitingLength = 0;

  constructor(private readonly folder: string) {}

  add(table: TableName, line: string): void {
    this.rows.set(table, (this.rows.get(table) ?? 0) + 1);
    if (table === 'elements') {
      this.elements.push(line);
      this.elementLength += line.length;
      return;
    }
    const file = this.files.get(table) ?? { stream: createWriteStream(this.fileOf(table), { mode: 0o600 }), waiting: '' };
    this.files.set(table, file);
    file.waiting += line;
    this.waitingLength += line.length;
  }

  takeElements(): string {
    const text = this.elements.join('');
    this.elements = [];
    this.elementLength = 0;
    return text;
  }

  get isFull(): boolean {
    return this.waitingLength > chunkLength * 8;
  }

  async drain(): Promise<void> {
    this.waitingLength = 0;
    for (const file of this.files.values()) {
      const text = file.waiting;
      file.waiting = '';
      if (text !== '' && !file.stream.write(text)) await once(file.stream, 'drain');
    }
  }

  async close(): Promise<void> {
    await this.drain();
    for (const { stream } of this.files.values()) {
      stream.end();
      await once(stream, 'close');
    }
  }

  fileOf(table: TableName): string {
    return path.join(this.folder, `${table}.copy`);
  }
}
