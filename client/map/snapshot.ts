import type { Map as GlMap } from 'maplibre-gl';
import { mapWords } from '../shared/words/map.ts';
import { metersPerPixel } from './geodesy.ts';
import { paletteOf } from './palette.ts';
import { cropTo, type LegendMark, legendMarks, type PixelBox, type Shown, scaleBar, withLegend } from './picture-frame.ts';
import type { Bounds, MapItem, ShownLayer } from './types.ts';

/** Pixels across at most: enough for a page of A4. */
const widest = 1600;
const longestWaitMs = 8000;
/** Pixels of the screen. */
const longestBar = 120;

/** A PNG of the map as it is drawn, at most 1,600 pixels wide. */
export function takePicture(map: GlMap): Promise<Blob> {
  return drawnFrom(map, (canvas) => part(canvas, { x: 0, y: 0, width: canvas.width, height: canvas.height }));
}

export interface PictureOrder {
  /** What must not get into the picture. */
  hidesLayer(layer: ShownLayer['layer']): boolean;
  hidesItem(item: MapItem): boolean;
  /** What the picture is of: it is cut to that; null is all that the map shows. */
  bounds: Bounds | null;
}

/** A picture for print: without some layers and items, which the map shows again afterwards, with a scale bar and a legend. */
export async function takePictureFor(map: GlMap, order: PictureOrder, shown: Shown, show: (shown: Pick<Shown, 'layers' | 'items'>) => void): Promise<Blob> {
  const told = { ...shown, layers: shown.layers.map((one) => (order.hidesLayer(one.layer) ? { ...one, isVisible: false } : one)), items: shown.items.filter((item) => !order.hidesItem(item)) };
  try {
    show(told);
    await whenDrawn(map);
    return await drawnFrom(map, (canvas) => framed(map, canvas, order.bounds, told));
  } finally {
    show(shown);
  }
}

/** The drawing is only there to be read during the frame that draws it. */
function drawnFrom(map: GlMap, draw: (canvas: HTMLCanvasElement) => HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    map.once('render', () => {
      draw(map.getCanvas()).toBlob((blob) => (blob === null ? reject(new Error('the browser made no picture of the map')) : resolve(blob)), 'image/png');
    });
    map.triggerRepaint();
  });
}

function framed(map: GlMap, canvas: HTMLCanvasElement, bounds: Bounds | null, shown: Shown): HTMLCanvasElement {
  const density = canvas.width / canvas.clientWidth;
  const crop = cropTo(bounds && boxOf(map, bounds, density), canvas);
  const picture = part(canvas, crop);
  const unit = (density * picture.width) / crop.width;
  // Seen at a slant no length holds for all of it.
  const bar = map.getPitch() === 0 ? scaleBar(metersPerPixel(map.getCenter().lat, map.getZoom()), longestBar) : null;
  const area: LegendMark = { title: mapWords[shown.language].chosenArea, color: paletteOf(shown.theme).area, shape: 'line' };
  const marks = [...(bounds ? [area] : []), ...legendMarks(shown, map.getZoom())];
  return withLegend(picture, { bar: bar && { text: mapWords[shown.language].length(bar.meters), pixels: bar.pixels * unit }, marks });
}

/** The box around a box of the ground, however the map is turned. */
function boxOf(map: GlMap, [west, south, east, north]: Bounds, density: number): PixelBox {
  const corners = [map.project([west, south]), map.project([east, south]), map.project([east, north]), map.project([west, north])];
  const [x, y] = [Math.min(...corners.map((corner) => corner.x)), Math.min(...corners.map((corner) => corner.y))];
  const [right, bottom] = [Math.max(...corners.map((corner) => corner.x)), Math.max(...corners.map((corner) => corner.y))];
  return { x: x * density, y: y * density, width: (right - x) * density, height: (bottom - y) * density };
}

/** Resolves when all that is to be shown is drawn, or after some seconds with what is there. */
function whenDrawn(map: GlMap): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, longestWaitMs);
    map.once('idle', () => {
      clearTimeout(timer);
      resolve();
    });
    map.triggerRepaint();
  });
}

/** A copy of a part, no wider than a picture may be. */
function part(canvas: HTMLCanvasElement, { x, y, width, height }: PixelBox): HTMLCanvasElement {
  const copy = document.createElement('canvas');
  const scale = Math.min(1, widest / width);
  copy.width = Math.round(width * scale);
  copy.height = Math.round(height * scale);
  copy.getContext('2d')?.drawImage(canvas, x, y, width, height, 0, 0, copy.width, copy.height);
  return copy;
}
