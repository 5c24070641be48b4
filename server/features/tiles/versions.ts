import type { Logger } from '../../platform/log.ts';
import type { LayerChanges } from './queries.ts';

/** A version that does not exist may be asked for over and over: the database is looked at this often at most. */
const shortestPauseMs = 20;

/**
 * The versions of layers that this node has taken in. What makes a tile under `?v=N` right is this order: a version counts
 * as known only after every tile that its changes touch was dropped, and a request with a newer version than the known one
 * waits until the database was asked. A notification only makes that happen sooner, so a lost one does no harm.
 */
export class LayerVersions {
  private known = new Map<string, number>();
  private running: Promise<void> | null = null;
  private wanted = false;
  private lastStart = Number.NEGATIVE_INFINITY;
  private readonly read: (known: Map<string, number>) => Promise<LayerChanges>;
  private readonly forget: (changes: LayerChanges['changes']) => void;
  private readonly log: Logger;

  constructor(read: (known: Map<string, number>) => Promise<LayerChanges>, forget: (changes: LayerChanges['changes']) => void, log: Logger) {
    this.read = read;
    this.forget = forget;
    this.log = log;
  }

  /** The newest version that this node knows of; 0 before the first look. */
  current(layer: string): number {
    return this.known.get(layer) ?? 0;
  }

  /** After this, tiles of the layer hold every change up to `version` (where there is such a version). Throws when the database is out of reach. */
  async ensure(layer: string, version: number): Promise<void> {
    if (this.current(layer) >= Math.max(version, 1)) return;
    // A look that is under way may have begun before the change: it may not count.
    if (this.running) await this.running;
    if (this.current(layer) < Math.max(version, 1)) await this.catchUp();
  }

  /** Takes in every change that was committed before this call. Throws when the database is out of reach. */
  async look(): Promise<void> {
    if (this.running) await this.running;
    await this.catchUp();
  }

  /** Called for a notification: takes in what is new, and again if more comes meanwhile. */
  hint(): void {
    if (this.running) {
      this.wanted = true;
      return;
    }
    this.catchUp().then(
      () => {
        if (this.wanted) {
          this.wanted = false;
          this.hint();
        }
      },
      (error: unknown) => this.log.warn({ err: error }, 'cannot read the changes of tiles; the next request with a newer version will'),
    );
  }

  private catchUp(): Promise<void> {
    this.running ??= this.takeIn().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async takeIn(): Promise<void> {
    const pause = this.lastStart + shortestPauseMs - performance.now();
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    this.lastStart = performance.now();
    const { versions, changes } = await this.read(this.known);
    this.forget([...changes, ...this.unexplained(versions, changes)]);
    this.known = versions;
  }

  /** Layers whose steps are not all on record (old ones are deleted): all of their tiles go. */
  private unexplained(versions: Map<string, number>, changes: LayerChanges['changes']): LayerChanges['changes'] {
    const steps = new Map<string, number>();
    for (const { layer } of changes) steps.set(layer, (steps.get(layer) ?? 0) + 1);
    return [...versions]
      .filter(([layer, version]) => version - this.current(layer) !== (steps.get(layer) ?? 0))
      .map(([layer, version]) => ({ layer, version, box: null, countsBox: null }));
  }
}
