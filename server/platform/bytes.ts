import pg from 'pg';
import { type ByteReading, type BytesStatement, MessageDivider, toText, writeReading } from './byte-messages.ts';

/** What the driver keeps of a connection: the statements that it has prepared, and those on their way. */
interface Statements {
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
}
const dividers = new WeakMap<pg.ClientBase, MessageDivider>();

/**
 * Reads one bytea as PostgreSQL holds it. The driver asks for a text of hexadecimal digits, twice as long, and decodes it;
 * its `binary: true` reads bytes as UTF-8 and spoils them. Here the rows are taken out of what the socket brings before the
 * driver sees it, which goes on to read everything else: errors, notices, the end of a statement.
 * The bytes are to be used before they are kept: they share memory with the socket's.
 */
export function readBytes(client: pg.ClientBase, statement: BytesStatement): Promise<Buffer | null> {
  const parameters = (statement.values ?? []).map(toText);
  return new Promise((resolve, reject) => void client.query(new BytesQuery(dividerOf(client), statement, parameters, resolve, reject)));
}

function dividerOf(client: pg.ClientBase): MessageDivider {
  const known = dividers.get(client);
  if (known) return known;
  const { stream } = (client as pg.PoolClient).connection;
  const [read, ...others] = stream.listeners('data') as ((chunk: Buffer) => void)[];
  if (!read || others.length > 0) throw new Error('the driver reads its socket in another way than this file knows');
  const divider = new MessageDivider(read);
  const take = (chunk: Buffer) => {
    try {
      divider.take(chunk);
    } catch (error) {
      stream.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
  stream.on('data', take);
  stream.off('data', read);
  dividers.set(client, divider);
  return divider;
}

/** A query that the driver takes for one of its own, also between others of a pipeline: it calls `submit`, then the handlers. */
class BytesQuery extends pg.Query implements ByteReading {
  readonly name: string;
  readonly text: string;
  private readonly divider: MessageDivider;
  private readonly parameters: (string | null)[];
  private readonly resolve: (bytes: Buffer | null) => void;
  private readonly reject: (error: unknown) => void;
  private bytes: Buffer | null = null;

  constructor(divider: MessageDivider, { name = '', text }: BytesStatement, parameters: (string | null)[], resolve: (bytes: Buffer | null) => void, reject: (error: unknown) => void) {
    super(text);
    this.name = name;
    this.text = text;
    this.divider = divider;
    this.parameters = parameters;
    this.resolve = resolve;
    this.reject = reject;
  }

  override readonly submit = (connection: pg.Connection): void => {
    const { parsedStatements: parsed, submittedNamedStatements: submitted } = connection as pg.Connection & Statements;
    const isKnown = this.name !== '' && (parsed[this.name] ?? submitted[this.name]) !== undefined;
    if (this.name !== '' && !isKnown) submitted[this.name] = this.text;
    connection.stream.write(writeReading({ name: this.name, text: isKnown ? null : this.text, parameters: this.parameters }));
  };

  handleRowDescription(): void {
    this.divider.reading = this;
  }

  onRow(bytes: Buffer | null): void {
    this.bytes = bytes;
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.divider.reading = null;
    this.resolve(this.bytes);
  }

  handleError(error: unknown): void {
    this.divider.reading = null;
    this.reject(error);
  }
}
