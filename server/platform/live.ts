import type { Request, Response, Router } from 'express';
import { openStream } from '#contract/live.ts';
import { listen } from './listen.ts';
import { isTold, type OutboxRow, readLastId, toHeartbeat, toMessage } from './live-readers.ts';
import { ProblemError } from './problem.ts';
import { type Platform, requireSession } from './route.ts';
import type { Session } from './session.ts';

const heartbeatMs = 10_000;
/** How soon a browser comes back after a break. */
const retryMs = 2_000;
const limits = { readers: 2_000, readersOfUser: 20, rowsAtOnce: 500, unsentBytes: 65_536, keptDays: 3 };
const sweepMs = 3_600_000;

interface Reader {
  session: Session;
  request: Request;
  response: Response;
  /** Number of the last row that was told or passed over. */
  seen: number;
  /** False while it is being told what it missed. */
  isLive: boolean;
}

/** `GET /api/stream`: the outbox's rows to every open screen, from any node. NOTIFY says that there are some; the table says which. */
export function addStreamRoutes(router: Router, platform: Platform): void {
  const stream = new LiveStream(platform);
  router.get(openStream.path, async (request, response) => {
    const session = await requireSession(platform, request, openStream.access);
    response.locals.userId = session.userId;
    await stream.open(session, request, response);
  });
}

class LiveStream {
  private readonly readers = new Set<Reader>();
  private readonly platform: Platform;
  /** Number of the last row that this node has read; null before the first look. */
  private last: number | null = null;
  private reading: Promise<void> = Promise.resolve();

  constructor(platform: Platform) {
    this.platform = platform;
    const { database, log } = platform;
    const hint = () => void this.look().catch((error: unknown) => log.warn({ err: error }, 'cannot read the outbox; the next notification will'));
    listen(database, log, 'outbox', { onConnected: hint, onMessage: hint });
    const timers = [setInterval(() => void this.beat(), heartbeatMs), setInterval(() => void this.sweep(), sweepMs)];
    for (const timer of timers) timer.unref();
    const stop = () => {
      timers.forEach(clearInterval);
      for (const reader of this.readers) this.close(reader);
    };
    platform.stopping?.addEventListener('abort', stop);
    database.onClose(async () => stop());
  }

  /** Begins to tell a reader: first what it missed. Throws too-many-requests. */
  async open(session: Session, request: Request, response: Response): Promise<void> {
    this.refuseTooMany(session);
    const reader: Reader = { session, request, response, seen: 0, isLive: false };
    this.readers.add(reader);
    response.on('close', () => this.readers.delete(reader));
    await this.look();
    const wanted = readLastId(request.get('last-event-id'));
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    this.send(reader, `retry: ${retryMs}\n\n`);
    if (wanted === null || (await this.isTooOld(wanted))) {
      reader.seen = this.last ?? 0;
      this.send(reader, wanted === null ? toHeartbeat(reader.seen) : `id: ${reader.seen}\nevent: reset\ndata: {}\n\n`);
    } else reader.seen = wanted;
    while (reader.seen < (this.last ?? 0) && !response.destroyed) this.tell(reader, await this.read(reader.seen));
    reader.isLive = true;
  }

  private refuseTooMany({ userId }: Session): void {
    const own = [...this.readers].filter(({ session }) => session.userId === userId).length;
    if (this.readers.size < limits.readers && own < limits.readersOfUser) return;
    throw new ProblemError('too-many-requests', 'Too many windows are listening.', { retryAfterSeconds: 30 });
  }

  /** Reads what is new and tells it; one look after the other. */
  private look(): Promise<void> {
    this.reading = this.reading.catch(() => undefined).then(async () => {
      for (;;) {
        const rows = this.last === null ? await this.readEnd() : await this.read(this.last);
        const end = rows.at(-1);
        if (this.last === null) this.last = end?.id ?? 0;
        else if (!end) return;
        else this.last = end.id;
        for (const reader of this.readers) if (reader.isLive) this.tell(reader, rows);
      }
    });
    return this.reading;
  }

  private tell(reader: Reader, rows: OutboxRow[]): void {
    const fresh = rows.filter(({ id }) => id > reader.seen);
    reader.seen = rows.at(-1)?.id ?? this.last ?? reader.seen;
    const text = fresh.filter((row) => isTold(row, reader.session)).map(toMessage).join('');
    if (text !== '') this.send(reader, text);
  }

  /** Who does not read what it was sent is cut off: it comes back and goes on where it was. */
  private send(reader: Reader, text: string): void {
    if (reader.response.writableLength > limits.unsentBytes) reader.response.destroy();
    else reader.response.write(text);
  }

  private close(reader: Reader): void {
    this.readers.delete(reader);
    reader.response.end();
  }

  /** Says that it is still there, with rights as they are now; ends where the session has ended. */
  private async beat(): Promise<void> {
    for (const reader of [...this.readers]) {
      const session = await this.platform.checkSession(reader.request).catch(() => reader.session);
      if (!this.readers.has(reader) || !reader.isLive) continue;
      if (session) reader.session = session;
      this.send(reader, session ? toHeartbeat(reader.seen) : 'event: ended\ndata: {}\n\n');
      if (!session) this.close(reader);
    }
  }

  private read(after: number): Promise<OutboxRow[]> {
    return this.platform.database.asOwner((db) =>
      db.query<OutboxRow>({ name: 'outbox_after', text: 'select id, topic, key, payload from outbox where id > $1 order by id limit $2', values: [after, limits.rowsAtOnce] }),
    );
  }

  private readEnd(): Promise<OutboxRow[]> {
    return this.platform.database.asOwner((db) => db.query<OutboxRow>({ text: 'select id, topic, key, payload from outbox order by id desc limit 1' }));
  }

  /** Whether rows after that number may be gone, or the number is of another database. */
  private async isTooOld(wanted: number): Promise<boolean> {
    if (wanted > (this.last ?? 0)) return true;
    const [row] = await this.platform.database.asOwner((db) => db.query<{ first: number | null }>({ text: 'select min(id) as first from outbox' }));
    return wanted < (row?.first ?? 0) - 1;
  }

  private async sweep(): Promise<void> {
    const statement = { text: `delete from outbox where at < now() - make_interval(days => $1)`, values: [limits.keptDays] };
    await this.platform.database.asOwner((db) => db.query(statement)).catch((error: unknown) => this.platform.log.warn({ err: error }, 'cannot sweep the outbox, trying again'));
  }
}
