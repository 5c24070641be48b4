/** Where the circles of several layers stand around one spot. Pure. */

/** From a zoom on: pixels from the spot, and the share of a circle's full size. */
export interface CountSpot {
  fromZoom: number;
  x: number;
  y: number;
  share: number;
}
interface Counting {
  id: string;
  /** Below this zoom the layer carries counts. */
  below: number;
}

/** Edge of the cells by which elements without a grid are counted, in CSS pixels: circles of one spot stay inside. */
export const cellPixels = 64;
const circlePixels = 30;

/**
 * The places of one layer's circles, for each stretch of zooms in which the same layers carry counts: one stands on the
 * spot, several in rows around it, smaller the more there are.
 */
export function spotsOf(id: string, counting: Counting[]): CountSpot[] {
  const own = counting.find((layer) => layer.id === id);
  const ends = [...new Set(counting.map(({ below }) => below))].filter((below) => below < (own?.below ?? 0)).sort((a, b) => a - b);
  return [0, ...ends].map((fromZoom) => {
    const there = counting.filter(({ below }) => below > fromZoom);
    return { fromZoom, ...spot(there.findIndex((layer) => layer.id === id), there.length) };
  });
}

function spot(index: number, count: number): Omit<CountSpot, 'fromZoom'> {
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const row = Math.floor(index / columns);
  const inRow = row === rows - 1 ? count - columns * row : columns;
  const pitch = Math.min(circlePixels, cellPixels / columns);
  const at = (n: number, of: number) => Math.round((n - (of - 1) / 2) * pitch * 10) / 10;
  return { x: at(index % columns, inRow), y: at(row, rows), share: Math.round((pitch / circlePixels) * 100) / 100 };
}
