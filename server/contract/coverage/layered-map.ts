/** Above this many changes a layer is laid down into a map of its own: reading stays fast, and so does the next change. */
const LAYER_LIMIT = 1024;

/** A large map with a few entries changed, without copying the large one. Reads as any map does; the one below stays as it is. */
export class LayeredMap<Key, Value> implements ReadonlyMap<Key, Value> {
  readonly #base: ReadonlyMap<Key, Value>;
  /** Undefined means: taken away. */
  readonly #layer: Map<Key, Value | undefined>;
  readonly size: number;

  private constructor(base: ReadonlyMap<Key, Value>, layer: Map<Key, Value | undefined>, size: number) {
    this.#base = base;
    this.#layer = layer;
    this.size = size;
  }

  /** The map with entries set, or taken away where the value is undefined. */
  static with<Key, Value>(map: ReadonlyMap<Key, Value>, changes: Iterable<readonly [Key, Value | undefined]>): ReadonlyMap<Key, Value> {
    const base = map instanceof LayeredMap ? (map.#base as ReadonlyMap<Key, Value>) : map;
    const layer = new Map<Key, Value | undefined>(map instanceof LayeredMap ? map.#layer : []);
    let size = map.size;
    for (const [key, value] of changes) {
      const had = layer.has(key) ? layer.get(key) !== undefined : base.has(key);
      size += Number(value !== undefined) - Number(had);
      layer.set(key, value);
    }
    const layered = new LayeredMap(base, layer, size);
    return layer.size > LAYER_LIMIT ? new Map(layered) : layered;
  }

  get(key: Key): Value | undefined {
    const value = this.#layer.get(key);
    return value !== undefined || this.#layer.has(key) ? value : this.#base.get(key);
  }

  has(key: Key): boolean {
    return this.get(key) !== undefined;
  }

  *entries(): MapIterator<[Key, Value]> {
    for (const [key, value] of this.#base) {
      if (!this.#layer.has(key)) yield [key, value];
    }
    for (const [key, value] of this.#layer) {
      if (value !== undefined) yield [key, value];
    }
  }

  *keys(): MapIterator<Key> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }

  forEach(callback: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this.entries()) callback(value, key, this);
  }
}
