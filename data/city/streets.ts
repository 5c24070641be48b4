/** The ring road, quieter roads in the fields, and the streets' names. */
import { centralityAt, ringRadius, type Extent } from './layout-blocks.ts';
import { laneName, streetName } from './names.ts';
import { streetAt, type Line, type Sheet } from './sheet.ts';

/** Gives the sheet's lines their stretches and names. Main lines are named whole, as streets are. */
export function nameStreets(extent: Extent, sheet: Sheet): void {
  const main = sheet.lines.filter((line) => line.isPrimary && line.roadClass !== 'none' && line.roadClass !== 'footway');
  nameBanks(extent, main);
  let index = 0;
  for (const line of main) if (!line.name) line.name = centralName(extent, line) ?? streetName(extent.seed, index++, line.axis, true);
  addRing(extent, main);
  for (const line of main) calmOutside(extent, line);
  let lane = 0;
  for (const line of sheet.lines) {
    if (line.isPrimary) continue;
    if (line.roadClass === 'tertiary') line.name = streetName(extent.seed, index++, line.axis, false);
    else if (line.roadClass === 'residential') line.name = laneName(extent.seed, lane++);
  }
}

function nameBanks(extent: Extent, main: Line[]): void {
  for (const line of main) {
    if (line.axis === 'v' && Math.abs(line.at - extent.riverV) === extent.riverHalf + extent.bankWidth) line.name = line.at > extent.riverV ? '滨河北街' : '滨河南街';
    if (line.axis === 'u' && Math.abs(line.at - extent.railU) === extent.railHalf) line.name = line.at < extent.railU ? '站前路' : '铁东路';
  }
}

/** The two streets that cross in the middle of the town. */
function centralName(extent: Extent, line: Line): string | undefined {
  if (Math.abs(line.at) > extent.spacing * 0.5) return undefined;
  return line.axis === 'u' ? '人民路' : '长安街';
}

function addRing(extent: Extent, main: Line[]): void {
  const radius = ringRadius(extent);
  const nearest = (axis: 'u' | 'v', wanted: number) => main.filter((line) => line.axis === axis).reduce((a, b) => (Math.abs(b.at - wanted) < Math.abs(a.at - wanted) ? b : a));
  const [west, east, south, north] = [nearest('u', -radius), nearest('u', radius), nearest('v', -radius), nearest('v', radius)];
  const sides: [Line, number, number, string][] = [[west, south.at, north.at, '环城西路'], [east, south.at, north.at, '环城东路'], [south, west.at, east.at, '环城南路'], [north, west.at, east.at, '环城北路']];
  for (const [line, from, to, name] of sides) line.stretches.push({ from, to, roadClass: 'trunk', name });
}

/** Beyond the ring most main streets become country roads. */
function calmOutside(extent: Extent, line: Line): void {
  const rank = line.roadClass === 'primary' ? ('secondary' as const) : ('tertiary' as const);
  const length = extent.spacing / 4;
  for (let from = line.from; from < line.to; from += length) {
    const middle = from + length / 2;
    const [u, v] = line.axis === 'u' ? [line.at, middle] : [middle, line.at];
    const isRing = streetAt(line, middle).roadClass === 'trunk';
    if (!isRing && centralityAt(extent, u, v) > 1.35 && line.roadClass !== 'tertiary' && line.roadClass !== 'service') {
      line.stretches.push({ from, to: from + length, roadClass: rank, name: line.name });
    }
  }
}
