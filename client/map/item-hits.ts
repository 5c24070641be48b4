import type { LngLat, MapItem } from './types.ts';

/** Web Mercator, the world as the unit square. */
export function mercator([lng, lat]: LngLat): [number, number] {
  const sine = Math.sin((lat * Math.PI) / 180);
  return [lng / 360 + 0.5, 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI];
}

/** Items laid out for a quick look under the pointer: a scan over plain numbers, 0.1 ms for ten thousand, and no read-back from the graphics card. */
export class ItemHits {
  #x: Float64Array;
  #y: Float64Array;

  constructor(private items: MapItem[]) {
    this.#x = new Float64Array(items.length);
    this.#y = new Float64Array(items.length);
    items.forEach(({ position }, index) => {
      const [x, y] = mercator(position);
      this.#x[index] = x;
      this.#y[index] = y;
    });
  }

  byId(id: number): MapItem | null {
    return this.items.find((item) => item.id === id) ?? null;
  }

  /**
   * The item nearest to a position, no farther than a number of pixels.
   * @param pixelsPerWorld width of the world in pixels at this zoom.
   */
  nearest(position: LngLat, withinPixels: number, pixelsPerWorld: number): MapItem | null {
    const [x, y] = mercator(position);
    let best = (withinPixels / pixelsPerWorld) ** 2;
    let found: MapItem | null = null;
    for (let index = 0; index < this.#x.length; index += 1) {
      const away = ((this.#x[index] as number) - x) ** 2 + ((this.#y[index] as number) - y) ** 2;
      if (away > best) continue;
      best = away;
      found = this.items[index] as MapItem;
    }
    return found;
  }
}
