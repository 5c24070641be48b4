import type { Geometry, Position } from 'geojson';
import type { DrawingBox, TextLook } from '../../platform/paper/pages.ts';

/** What the map of a border sheet shows, in EPSG:4326. */
export interface SheetMap {
  geometry: Geometry;
  /** Borders of the grids around, and where each is named. */
  neighbours: { name: string; at: Position; geometry: Geometry }[];
  lines: { theme: string; class: string; name: string; geometry: Geometry }[];
  outlines: Geometry[];
}
type Point = [number, number];
type Project = (position: Position) => Point;
interface Canvas {
  doc: PDFKit.PDFDocument;
  box: DrawingBox;
  project: Project;
  /** Metres for one point of the page. */
  metersPerPoint: number;
  write(text: string, x: number, y: number, look: TextLook): void;
  measure(text: string, look: TextLook): number;
}

const metersPerDegree = 111_320;
const margin = 0.12;
const magenta = '#c2185b';
const roadWidths: Record<string, number> = { trunk: 4, primary: 3.6, secondary: 3, tertiary: 2.4, residential: 1.6 };

/** Draws the grid with what lies around it, north up, and a scale bar. */
export function drawSheetMap(map: SheetMap, sheet: Omit<Canvas, 'project' | 'metersPerPoint'>): void {
  const canvas = { ...sheet, ...frameOf(map.geometry, sheet.box) };
  const { doc, box } = canvas;
  doc.rect(box.x, box.y, box.width, box.height).fill('#fbfbf9');
  for (const line of map.lines.filter(({ theme }) => theme === 'water')) fillOrStroke(canvas, line.geometry, '#cfe3f3', 1.4);
  for (const outline of map.outlines) fillOrStroke(canvas, outline, '#dcd8d0', 0);
  for (const line of map.lines.filter(({ theme }) => theme !== 'water')) stroke(canvas, line.geometry, line.theme === 'railway' ? '#8c8c8c' : '#c9c3b6', roadWidths[line.class] ?? 1);
  for (const { geometry } of map.neighbours) stroke(canvas, geometry, '#9b6b80', 0.7, true);
  trace(canvas, map.geometry);
  doc.fillColor(magenta, 0.07).fill('even-odd').fillColor(magenta, 1);
  stroke(canvas, map.geometry, magenta, 2);
  const taken: DrawingBox[] = [];
  for (const street of streetLabels(map)) label(canvas, street, taken);
  for (const { name, at } of map.neighbours) label(canvas, { text: name, at, look: { size: 7, color: '#9b6b80' } }, taken);
  drawScale(canvas);
}

/** The grid's box in the middle of the page's, at one scale for both directions. */
function frameOf(geometry: Geometry, box: DrawingBox): Pick<Canvas, 'project' | 'metersPerPoint'> {
  const points = positionsOf(geometry);
  const [west, east] = [Math.min(...points.map(([x = 0]) => x)), Math.max(...points.map(([x = 0]) => x))];
  const [south, north] = [Math.min(...points.map(([, y = 0]) => y)), Math.max(...points.map(([, y = 0]) => y))];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [width, height] = [(east - west) * metersPerDegree * shrink, (north - south) * metersPerDegree];
  const metersPerPoint = Math.max(width / (box.width * (1 - 2 * margin)), height / (box.height * (1 - 2 * margin)), 1e-3);
  const [middleX, middleY] = [box.x + box.width / 2, box.y + box.height / 2];
  const project: Project = ([lng = 0, lat = 0]) => [
    middleX + ((lng - (west + east) / 2) * metersPerDegree * shrink) / metersPerPoint,
    middleY - ((lat - (south + north) / 2) * metersPerDegree) / metersPerPoint,
  ];
  return { project, metersPerPoint };
}

/** Lines and rings of any geometry. */
function pathsOf(geometry: Geometry): Position[][] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
    case 'GeometryCollection':
      return geometry.geometries.flatMap(pathsOf);
    default:
      return [];
  }
}

function positionsOf(geometry: Geometry): Position[] {
  return pathsOf(geometry).flat();
}

function trace({ doc, project }: Canvas, geometry: Geometry): void {
  for (const path of pathsOf(geometry)) {
    for (const [index, position] of path.entries()) {
      const [x, y] = project(position);
      if (index === 0) doc.moveTo(x, y);
      else doc.lineTo(x, y);
    }
  }
}

function stroke(canvas: Canvas, geometry: Geometry, color: string, width: number, isDashed = false): void {
  if (positionsOf(geometry).length === 0) return;
  trace(canvas, geometry);
  canvas.doc.lineJoin('round').lineWidth(width);
  if (isDashed) canvas.doc.dash(3, { space: 2 });
  canvas.doc.stroke(color);
  canvas.doc.undash();
}

function fillOrStroke(canvas: Canvas, geometry: Geometry, color: string, width: number): void {
  if (positionsOf(geometry).length === 0) return;
  if (geometry.type.endsWith('LineString')) {
    stroke(canvas, geometry, color, width);
    return;
  }
  trace(canvas, geometry);
  canvas.doc.fill(color, 'even-odd');
}

interface Label {
  text: string;
  at: Position;
  look: TextLook;
}

/** Each street's name once, at the middle of its longest piece. */
function streetLabels({ lines }: SheetMap): Label[] {
  const longest = new Map<string, Position[]>();
  for (const line of lines) {
    if (line.name === '') continue;
    for (const path of pathsOf(line.geometry)) if (spanOf(path) > spanOf(longest.get(line.name) ?? [])) longest.set(line.name, path);
  }
  return [...longest].map(([text, path]) => ({ text, at: path[Math.floor(path.length / 2)] ?? [0, 0], look: { size: 7.5, color: '#4a5563' } }));
}

function spanOf(path: Position[]): number {
  const [first, last] = [path[0], path.at(-1)];
  return first && last ? Math.hypot((last[0] ?? 0) - (first[0] ?? 0), (last[1] ?? 0) - (first[1] ?? 0)) : -1;
}

/** Writes a name unless it would leave the map or lie on another one. */
function label({ box, project, write, measure }: Canvas, { text, at, look }: Label, taken: DrawingBox[]): void {
  const [x, y] = project(at);
  const [width, height] = [measure(text, look), (look.size ?? 8) * 1.3];
  const own = { x: x - width / 2, y: y - height / 2, width, height };
  const isInside = own.x > box.x && own.y > box.y && own.x + width < box.x + box.width && own.y + height < box.y + box.height;
  const meets = (other: DrawingBox) => own.x < other.x + other.width && other.x < own.x + width && own.y < other.y + other.height && other.y < own.y + height;
  if (!isInside || taken.some(meets)) return;
  taken.push(own);
  write(text, own.x, own.y, look);
}

/** A bar of a round length, and where north is. */
function drawScale({ doc, box, metersPerPoint, write, measure }: Canvas): void {
  const most = metersPerPoint * box.width * 0.25;
  const unit = 10 ** Math.floor(Math.log10(most));
  const meters = unit * ([5, 2, 1].find((factor) => factor * unit <= most) ?? 1);
  const [x, y, width] = [box.x + 10, box.y + box.height - 12, meters / metersPerPoint];
  doc.moveTo(x, y - 4).lineTo(x, y).lineTo(x + width, y).lineTo(x + width, y - 4).lineWidth(1).stroke('#1b2430');
  const text = meters >= 1000 ? `${meters / 1000} 公里` : `${meters} 米`;
  write(text, x + width / 2 - measure(text, { size: 7.5 }) / 2, y - 15, { size: 7.5 });
  const north: Point = [box.x + box.width - 18, box.y + 12];
  doc.moveTo(north[0], north[1]).lineTo(north[0] - 4, north[1] + 14).lineTo(north[0], north[1] + 10).lineTo(north[0] + 4, north[1] + 14).fill('#1b2430');
  write('北', north[0] - 4, north[1] + 15, { size: 8, font: 'bold' });
}
