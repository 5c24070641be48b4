import type { Map as GlMap } from 'maplibre-gl';

/** A PNG of the map as it is drawn. */
export function takePicture(map: GlMap): Promise<Blob> {
  return new Promise((resolve, reject) => {
    // The drawing is only there to be read during the frame that draws it.
    map.once('render', () => {
      map.getCanvas().toBlob((blob) => (blob === null ? reject(new Error('the browser made no picture of the map')) : resolve(blob)), 'image/png');
    });
    map.triggerRepaint();
  });
}
