/** Moves coordinates of the Chinese web maps' datums (GCJ-02, BD-09) to WGS 84. The way back is approximate: about a metre. */
import gcoord from 'gcoord';

export type WebDatum = 'gcj02' | 'bd09';

/** @returns [lng, lat] in WGS 84, degrees */
export function toWgs84(datum: WebDatum, lng: number, lat: number): [number, number] {
  const from = datum === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09;
  return gcoord.transform([lng, lat], from, gcoord.WGS84) as [number, number];
}

/**
 * Rewrites every vertex of a two-dimensional WKB shape in place.
 * @param wkb little- or big-endian ISO WKB of any geometry type, without Z and M
 */
export function moveVertices(wkb: Buffer, move: (lng: number, lat: number) => [number, number]): void {
  let at = 0;
  const readShape = (): void => {
    const isLittle = wkb.readUInt8(at) === 1;
    const type = isLittle ? wkb.readUInt32LE(at + 1) : wkb.readUInt32BE(at + 1);
    at += 5;
    const count = () => {
      const n = isLittle ? wkb.readUInt32LE(at) : wkb.readUInt32BE(at);
      at += 4;
      return n;
    };
    const vertices = (n: number) => {
      for (let i = 0; i < n; i++, at += 16) {
        const [x, y] = isLittle ? [wkb.readDoubleLE(at), wkb.readDoubleLE(at + 8)] : [wkb.readDoubleBE(at), wkb.readDoubleBE(at + 8)];
        const [lng, lat] = Number.isFinite(x) && Number.isFinite(y) ? move(x, y) : [x, y];
        if (isLittle) { wkb.writeDoubleLE(lng, at); wkb.writeDoubleLE(lat, at + 8); } else { wkb.writeDoubleBE(lng, at); wkb.writeDoubleBE(lat, at + 8); }
      }
    };
    if (type === 1) vertices(1);
    else if (type === 2) vertices(count());
    else if (type === 3) for (let rings = count(); rings > 0; rings--) vertices(count());
    else if (type >= 4 && type <= 7) for (let parts = count(); parts > 0; parts--) readShape();
    else throw new Error(`unexpected WKB type ${type}`);
  };
  readShape();
}
