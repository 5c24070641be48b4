import type pg from 'pg';
import { type ByteReading, type BytesStatement, MessageDivider, toText, writeReading } from './byte-messages.ts';

/** What is known of a connection that bytes are read from. */
interface Channel {
  divider: MessageDivider;
  /** Names of the statements that the connection has learnt. */
  prepared: Set<string>;
}
const channels = new WeakMap<pg.ClientBase, Channel>();

/**
 * Reads one bytea by a prepared statement as PostgreSQL holds it. The driver asks for a text of hexadecimal digits, twice
 * as long, and decodes it; its `binary: true` reads bytes as UTF-8 and spoils them. Here the rows are taken out of what the
 * socket brings before the driver sees it, which goes on to read everything else: errors, notices, the end of a statement.
 * For a connection without `pipeline`. The bytes are to be used before they are kept: they share memory with the socket's.
 */
export function readBytes(client: pg.Client, statement: BytesStatement): Promise<Buffer | null> {
  const parameters = (statement.values ?? []).map(toText);
  return new Promise((resolve, reject) => void client.query(new BytesQuery(channelOf(client), statement, parameters, resolve, reject)));
}

function channelOf(client: pg.Client): Channel {
  const known = channels.get(client);
  if (known) return known;
  const { stream } = client.connection;
  const [read, ...others] = stream.listeners('data') as ((chunk: Buffer) => void)[];
  if (!read || others.length > 0) throw new Error('the driver reads its socket in another way than this file knows');
  const channel = { divider: new MessageDivider(read), prepared: new Set<string>() };
  const take = (chunk: Buffer) => {
    try {
      channel.divider.take(chunk);
    } catch (error) {
      stream.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
  stream.on('data', take);
  stream.off('data', read);
  channels.set(client, channel);
  return channel;
}

/** A query as the driver takes it from others: it calls `submit`, then the handlers. A statement of one row calls no more than these. */
class BytesQuery implements pg.Submittable, ByteReading {
  readonly name: string;
  readonly text: string;
  private readonly channel: Channel;
  private readonly parameters: (string | null)[];
  private readonly resolve: (bytes: Buffer | null) => void;
  private readonly reject: (error: unknown) => void;
  private bytes: Buffer | null = null;

  constructor(channel: Channel, statement: BytesStatement, parameters: (string | null)[], resolve: (bytes: Buffer | null) => void, reject: (error: unknown) => void) {
    this.channel = channel;
    this.name = statement.name;
    this.text = statement.text;
    this.parameters = parameters;
    this.resolve = resolve;
    this.reject = reject;
  }

  submit(connection: pg.Connection): void {
    this.channel.divider.reading = this;
    const text = this.channel.prepared.has(this.name) ? null : this.text;
    connection.stream.write(writeReading({ name: this.name, text, parameters: this.parameters }));
  }

  onParsed(): void {
    this.channel.prepared.add(this.name);
  }

  onRow(bytes: Buffer | null): void {
    this.bytes = bytes;
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.channel.divider.reading = null;
    this.resolve(this.bytes);
  }

  handleError(error: unknown): void {
    this.channel.divider.reading = null;
    this.reject(error);
  }
}
