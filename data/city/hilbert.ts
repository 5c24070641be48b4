/** Place of a point on the Hilbert curve over a square of 2^16 cells a side: near points come near each other in a list. */
export function hilbertKey(x: number, y: number): number {
  let [px, py, key] = [x, y, 0];
  for (let half = 32_768; half > 0; half >>>= 1) {
    const [rx, ry] = [(px & half) > 0 ? 1 : 0, (py & half) > 0 ? 1 : 0];
    key += half * half * ((3 * rx) ^ ry);
    if (ry === 0) {
      if (rx === 1) [px, py] = [65_535 - px, 65_535 - py];
      [px, py] = [py, px];
    }
  }
  return key;
}
