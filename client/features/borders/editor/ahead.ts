/** Quicker than this does not hold the hand up. */
const quickMs = 40;
const soonestMs = 60;
const latestMs = 1500;

interface Asked<Result> {
  key: string;
  reckon: () => Result | null;
}

/**
 * What takes too long for every move of the pointer, reckoned beside them: where it is quick a fifth of the time at most is
 * spent on it, where it is not the hand has to pause.
 */
export class Ahead<Result> {
  #asked: Asked<Result> | null = null;
  #known: { key: string; result: Result | null } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tookMs = 0;

  /** @param told something is known that was not */
  constructor(private told: () => void) {}

  /** What is known of this; `earlier` is what was known of something asked before. Where nothing is, it is reckoned soon. */
  ask(key: string, reckon: () => Result | null): { now: Result | null; earlier: Result | null } {
    if (this.#known?.key === key) return { now: this.#known.result, earlier: null };
    const isNew = this.#asked?.key !== key;
    this.#asked = { key, reckon };
    if (isNew && this.#tookMs > quickMs) this.#stop();
    this.#timer ??= setTimeout(() => this.#reckon(), Math.min(latestMs, Math.max(soonestMs, 4 * this.#tookMs)));
    return { now: null, earlier: this.#known?.result ?? null };
  }

  /** The gesture has ended. */
  forget(): void {
    this.#stop();
    this.#asked = this.#known = null;
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #reckon(): void {
    this.#timer = undefined;
    if (!this.#asked) return;
    const started = performance.now();
    this.#known = { key: this.#asked.key, result: this.#asked.reckon() };
    this.#tookMs = performance.now() - started;
    this.told();
  }
}
