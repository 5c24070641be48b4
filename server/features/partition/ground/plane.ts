/** Metres around a place: good to some parts in 100,000 over a county, which is all that lengths and areas of grids ask for. */

const metersPerDegree = 111_319.490_793;

export interface Plane {
  x(lng: number): number;
  y(lat: number): number;
  lng(x: number): number;
  lat(y: number): number;
}

/** The equidistant cylindrical projection that is true along the place's parallel. */
export function planeAt([lng0, lat0]: readonly [number, number]): Plane {
  const width = metersPerDegree * Math.cos((lat0 * Math.PI) / 180);
  return {
    x: (lng) => (lng - lng0) * width,
    y: (lat) => (lat - lat0) * metersPerDegree,
    lng: (x) => lng0 + x / width,
    lat: (y) => lat0 + y / metersPerDegree,
  };
}
