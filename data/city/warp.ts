/**
 * The town is planned on a plain sheet (u east, v north, whole metres from the centre) and then bent as a whole: the river
 * gets its meanders and the ring its curve, while cells that share a border on the sheet share it on the ground.
 */
export type Position = [number, number];

/** Sheet coordinates in metres. */
export type SheetPoint = readonly [u: number, v: number];

export interface Warp {
  /** Sheet to ground, in metres east and north of the centre. */
  toGround(u: number, v: number): Position;
  /** Sheet to [lng, lat], rounded to 1e-7 degrees (about 1 cm). */
  toLngLat(u: number, v: number): Position;
}

/** The invented place: no claim to any real ground. */
export const cityCenter = { lng: 116.9, lat: 36.2 };
const metersPerDegreeLat = 110_950;
const metersPerDegreeLng = 111_320 * Math.cos((cityCenter.lat * Math.PI) / 180);

/** Metres from the centre to [lng, lat]; plane, good to 0.1 % over a county. */
export function groundToLngLat(x: number, y: number): Position {
  return [round7(cityCenter.lng + x / metersPerDegreeLng), round7(cityCenter.lat + y / metersPerDegreeLat)];
}

/** @param side length of the sheet in metres; @param riverV the river's place on the sheet. */
export function createWarp(side: number, riverV: number): Warp {
  const half = side / 2;
  const bulge = 0.5;
  const wave = Math.min(3400, Math.max(700, side * 0.62));
  const meander = wave * 0.068;
  const reach = wave * 0.36;
  const sway = Math.min(3100, side * 0.8);
  const turn = (7 * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];

  function toGround(u: number, v: number): Position {
    // Elliptical mapping of the square towards a disc: outer lines bulge, the middle stays square.
    const [x0, y0] = [u / half, v / half];
    const x1 = u * Math.sqrt(1 - (bulge * y0 * y0) / 2);
    const y1 = v * Math.sqrt(1 - (bulge * x0 * x0) / 2);
    // The river's meanders, fading away from its banks; streets stay nearly square to it, as they do in towns.
    const near = Math.exp(-(((v - riverV) / reach) ** 2));
    const [slow, fast] = [(2 * Math.PI) / wave, (2 * Math.PI) / (wave * 0.43)];
    const y2 = y1 + meander * near * (Math.sin(slow * u + 0.9) + 0.13 * Math.sin(fast * u + 2.1));
    const slope = meander * near * (slow * Math.cos(slow * u + 0.9) + 0.13 * fast * Math.cos(fast * u + 2.1));
    const x2 = x1 - 0.85 * slope * (v - riverV) + sway * 0.016 * Math.sin((2 * Math.PI * v) / sway + 0.4) + sway * 0.008 * Math.sin((2 * Math.PI * (v + u * 0.3)) / (sway * 0.37));
    return [x2 * cos - y2 * sin, x2 * sin + y2 * cos];
  }
  return {
    toGround,
    toLngLat: (u, v) => groundToLngLat(...toGround(u, v)),
  };
}

function round7(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
