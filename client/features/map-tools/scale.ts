/** Metres of ground under one CSS pixel, at a latitude and a zoom of 512-pixel tiles. */
export function metersPerPixel(latitude: number, zoom: number): number {
  return (40_075_016.686 * Math.cos((latitude * Math.PI) / 180)) / (512 * 2 ** zoom);
}

/** A scale bar of a round length (1, 2, 5, 10 …) that is at most `maxPixels` long. */
export function scaleBar(latitude: number, zoom: number, maxPixels: number): { meters: number; pixels: number } {
  const perPixel = metersPerPixel(latitude, zoom);
  const most = perPixel * maxPixels;
  const power = 10 ** Math.floor(Math.log10(most));
  const meters = (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1) * power;
  return { meters, pixels: meters / perPixel };
}
