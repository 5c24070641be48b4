import type { Map as GlMap } from 'maplibre-gl';
import type { MapItem, ShownLayer } from './types.ts';

/** Pixels across at most: enough for a page of A4. */
const widest = 1600;
const longestWaitMs = 8000;

/** A PNG of the map as it is drawn, at most 1,600 pixels wide. */
export function takePicture(map: GlMap): Promise<Blob> {
  return new Promise((resolve, reject) => {
    // The drawing is only there to be read during the frame that draws it.
    map.once('render', () => {
      shrunk(map.getCanvas()).toBlob((blob) => (blob === null ? reject(new Error('the browser made no picture of the map')) : resolve(blob)), 'image/png');
    });
    map.triggerRepaint();
  });
}

export interface HiddenFromPictures {
  layer(layer: ShownLayer['layer']): boolean;
  item(item: MapItem): boolean;
}
export interface Shown {
  layers: ShownLayer[];
  items: MapItem[];
}

/** The same without some layers and items, which the map shows again afterwards. */
export async function takePictureWithout(map: GlMap, hides: HiddenFromPictures, shown: Shown, show: (shown: Shown) => void): Promise<Blob> {
  try {
    show({ layers: shown.layers.map((one) => (hides.layer(one.layer) ? { ...one, isVisible: false } : one)), items: shown.items.filter((item) => !hides.item(item)) });
    await whenDrawn(map);
    return await takePicture(map);
  } finally {
    show(shown);
  }
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

function shrunk(canvas: HTMLCanvasElement): HTMLCanvasElement {
  if (canvas.width <= widest) return canvas;
  const small = document.createElement('canvas');
  small.width = widest;
  small.height = Math.round((canvas.height * widest) / canvas.width);
  small.getContext('2d')?.drawImage(canvas, 0, 0, small.width, small.height);
  return small;
}
