import { legendFor } from './legend.ts';
import type { MapItem, MapLanguage, ShownLayer, Theme } from './types.ts';

/** In pixels of the picture, from its upper left corner. */
export interface PixelBox {
  x: number;
  y: number;
  width: number;
  height: number;
}
/** What is on the map, and how. */
export interface Shown {
  layers: ShownLayer[];
  items: MapItem[];
  theme: Theme;
  language: MapLanguage;
}
export interface LegendMark {
  title: string;
  color: string;
  shape: 'disc' | 'line';
}
const marginShare = 0.08;
/** What is less of the map than this says nothing of where it lies. */
const leastShare = 0.25;
/** Height over width at most: a page has more room to the side. */
const tallest = 0.75;
const mostMarks = 8;
/** Pixels of the screen that a page's width stands for, so that 12 of them are some 8 points. */
const printedWidth = 760;

/**
 * What a picture of `whole` is cut to so that `wanted` fills it, with a margin: the less ground, the larger its names in
 * print. All where `wanted` lies outside, or is not there.
 */
export function cropTo(wanted: PixelBox | null, whole: { width: number; height: number }): PixelBox {
  const all = { x: 0, y: 0, ...whole };
  if (!wanted || wanted.x >= whole.width || wanted.y >= whole.height || wanted.x + wanted.width <= 0 || wanted.y + wanted.height <= 0) return all;
  const margin = Math.max(wanted.width, wanted.height) * marginShare;
  const height = Math.min(whole.height, Math.max(wanted.height + 2 * margin, whole.height * leastShare));
  const width = Math.min(whole.width, Math.max(wanted.width + 2 * margin, whole.width * leastShare, height / tallest));
  const [x, y] = [wanted.x + (wanted.width - width) / 2, wanted.y + (wanted.height - height) / 2];
  return { x: within(x, whole.width - width), y: within(y, whole.height - height), width, height };
}

function within(value: number, most: number): number {
  return Math.min(Math.max(0, value), most);
}

/** The longest round distance that is no longer than so many pixels. */
export function scaleBar(metersPerPixel: number, mostPixels: number): { meters: number; pixels: number } {
  const most = metersPerPixel * mostPixels;
  const power = 10 ** Math.floor(Math.log10(most));
  const meters = ([5, 2].find((step) => step * power <= most) ?? 1) * power;
  return { meters, pixels: meters / metersPerPixel };
}

/** What the picture's marks mean: the listed things, then the layers that are drawn at this zoom but for the base map and names. */
export function legendMarks({ items, layers, theme, language }: Shown, zoom: number): LegendMark[] {
  const kinds = new Set(items.map(({ kind }) => kind));
  const isGround = ({ layer }: ShownLayer) => layer.kind === 'region' || layer.kind === 'grid';
  const isDrawn = (one: ShownLayer) => one.isVisible && one.layer.theme !== 'base' && zoom >= one.layer.minzoom && !(isGround(one) && one.layer.geometry === 'point');
  const chosen = [...layers.filter(({ layer }) => kinds.has(layer.kind)), ...layers.filter((one) => !kinds.has(one.layer.kind) && isDrawn(one))];
  return chosen
    .flatMap((one) => legendFor(one.layer, one.colorBy, theme, language).map(({ label, color }) => ({ title: label, color, shape: isGround(one) ? ('line' as const) : ('disc' as const) })))
    .slice(0, mostMarks);
}

/** Puts the legend and the scale bar under the picture, where they hide nothing, as large as they shall be in print. */
export function withLegend(map: HTMLCanvasElement, { bar, marks }: { bar: { text: string; pixels: number } | null; marks: LegendMark[] }): HTMLCanvasElement {
  const unit = map.width / printedWidth;
  const [line, gap] = [20 * unit, 16 * unit];
  const paper = document.createElement('canvas');
  const picture = paper.getContext('2d');
  if (!picture) return map;
  picture.font = fontOf(unit);
  const widths = [...marks.map(({ title }) => 24 * unit + picture.measureText(title).width), ...(bar ? [bar.pixels + 8 * unit + picture.measureText(bar.text).width] : [])];
  const places = flow(widths, map.width - 2 * gap, gap);
  paper.width = map.width;
  paper.height = Math.round(map.height + ((places.at(-1)?.row ?? -1) + 1) * line + gap / 2);
  picture.fillStyle = '#ffffff';
  picture.fillRect(0, 0, paper.width, paper.height);
  picture.drawImage(map, 0, 0);
  // A canvas forgets all when its size is set.
  picture.font = fontOf(unit);
  picture.textBaseline = 'middle';
  for (const [index, { x, row }] of places.entries()) {
    const [mark, at] = [marks[index], { x: gap + x, y: map.height + gap / 4 + (row + 0.5) * line, unit }];
    if (mark) drawMark(picture, mark, at);
    else if (bar) drawBar(picture, bar, at);
  }
  return paper;
}

/** Where pieces of these widths stand when they fill rows one after the other. */
export function flow(widths: number[], most: number, gap: number): { x: number; row: number }[] {
  let [x, row] = [0, 0];
  return widths.map((width) => {
    if (x > 0 && x + width > most) [x, row] = [0, row + 1];
    const place = { x, row };
    x += width + gap;
    return place;
  });
}

function fontOf(unit: number): string {
  return `${12 * unit}px "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
}

function drawMark(picture: CanvasRenderingContext2D, { title, color, shape }: LegendMark, { x, y, unit }: { x: number; y: number; unit: number }): void {
  picture.beginPath();
  picture.fillStyle = color;
  if (shape === 'line') picture.rect(x, y - 1.5 * unit, 16 * unit, 3 * unit);
  else picture.arc(x + 8 * unit, y, 5 * unit, 0, 2 * Math.PI);
  picture.fill();
  picture.fillStyle = '#1b2430';
  picture.fillText(title, x + 24 * unit, y);
}

function drawBar(picture: CanvasRenderingContext2D, { text, pixels }: { text: string; pixels: number }, { x, y, unit }: { x: number; y: number; unit: number }): void {
  picture.strokeStyle = '#1b2430';
  picture.lineWidth = 1.5 * unit;
  picture.beginPath();
  picture.moveTo(x, y - 4 * unit);
  picture.lineTo(x, y + 4 * unit);
  picture.lineTo(x + pixels, y + 4 * unit);
  picture.lineTo(x + pixels, y - 4 * unit);
  picture.stroke();
  picture.fillStyle = '#1b2430';
  picture.fillText(text, x + pixels + 8 * unit, y);
}
