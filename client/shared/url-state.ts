import { z } from 'zod';
import type { Selection } from '#contract/areas.ts';
import { areaCode, elementCode, gridCode, position, regionCode } from '#contract/shapes.ts';
import { decodeArea, encodeArea, isAreaInLink, type LinkArea } from './area-code.ts';
import { type CaseFilter, decodeCases, decodeDay, decodeMatter, decodeWithin, encodeCases, type MatterLink } from './matter-code.ts';
import { type AreaFilter, decodeNearTo, decodeSelection, decodeThemes, decodeUnder, decodeWords, encodeNearTo, encodeSelection, encodeThemes, noFilter, noSelection } from './question-code.ts';

/** Everything about the console that a colleague should see when they open the link. */
export interface ConsoleLink {
  /** Null: the map opens at the reader's own jurisdiction. */
  view: LinkView | null;
  /** In drawing order, first at the bottom; null: as the server lists them. */
  layers: LinkLayer[] | null;
  baseId: string | null;
  is3d: boolean;
  open: OpenCard | null;
  area: LinkArea | null;
  filter: AreaFilter;
  /** What was chosen out of the area. */
  selection: Selection;
  /** The matter whose places are looked for. */
  matter: MatterLink | null;
  /** The list of cases that is open beside it. */
  cases: CaseFilter | null;
  panel: PanelName;
}
export interface LinkView {
  center: [number, number];
  zoom: number;
  bearing: number;
  pitch: number;
}
export interface LinkLayer {
  id: string;
  isVisible: boolean;
  /** 0 to 1 in hundredths. */
  opacity: number;
  colorBy: string | null;
}
export type OpenCard = { type: 'element' | 'region' | 'grid'; code: string } | { type: 'event'; code: string } | { type: 'brief' | 'mission'; code: string } | OpenPlace;
/** A point of the ground; `name` is that of a named piece of ground (an estate, a school) that lies there. */
export interface OpenPlace {
  type: 'place';
  position: [number, number];
  name?: string;
}
export type PanelName = (typeof panelNames)[number];
const panelNames = ['layers', 'regions', 'matters', 'tasks'] as const;
/** Parts of a link that could not be read and were left out. */
export type LinkPart = 'at' | 'layers' | 'base' | '3d' | 'open' | 'brief' | 'mission' | 'area' | 'themes' | 'kind' | 'category' | 'q' | 'under' | 'near' | 'pick' | 'matter' | 'from' | 'to' | 'within' | 'cases' | 'panel';

export const emptyLink: ConsoleLink = { view: null, layers: null, baseId: null, is3d: false, open: null, area: null, filter: noFilter, selection: noSelection, matter: null, cases: null, panel: 'layers' };

const name = z.string().regex(/^[A-Za-z0-9_-]{1,60}$/);
const label = z.string().min(1).max(80);
const recordId = z.guid().regex(/^[^A-Z]*$/);
const viewNumbers = z.tuple([
  z.coerce.number().min(-180).max(180),
  z.coerce.number().min(-90).max(90),
  z.coerce.number().min(0).max(24),
  z.coerce.number().min(-180).max(180),
  z.coerce.number().min(0).max(85),
]);

/** The link's query text without `?`; parts that are as by default are left out. `decodeLink` reads it back the same. */
export function encodeLink(link: ConsoleLink): string {
  const parts: [LinkPart, string | null][] = [
    ['at', link.view && encodeView(link.view)],
    ['open', link.open && !isPaper(link.open) ? encodeOpen(link.open) : null],
    ['brief', link.open?.type === 'brief' ? link.open.code : null],
    ['mission', link.open?.type === 'mission' ? link.open.code : null],
    ['area', link.area && isAreaInLink(link.area) ? encodeArea(link.area) : null],
    ['themes', encodeThemes(link.filter.themes) || null],
    ['q', link.filter.q || null],
    ['under', link.filter.within],
    ['near', link.filter.nearTo && encodeNearTo(link.filter.nearTo)],
    ['pick', encodeSelection(link.selection)],
    ['matter', link.matter?.matter ?? null],
    ['from', link.matter?.from ?? null],
    ['to', link.matter?.to ?? null],
    ['within', link.matter?.within ?? null],
    ['cases', link.cases && encodeCases(link.cases)],
    ['3d', link.is3d ? '1' : null],
    ['base', link.baseId],
    ['panel', link.panel === usualPanel(link) ? null : link.panel],
    ['layers', link.layers?.map(encodeLayer).join(',') ?? null],
  ];
  return parts.flatMap(([key, value]) => (value === null ? [] : [`${key}=${escapeValue(value)}`])).join('&');
}

/** Reads a link's query text. A part that cannot be read is left as by default and named in `repaired`; never throws. */
export function decodeLink(text: string): { link: ConsoleLink; repaired: LinkPart[] } {
  const values = new URLSearchParams(text);
  const repaired: LinkPart[] = [];
  const read: ReadPart = (part, fallback, decode) => {
    const value = values.get(part);
    if (value === null) return fallback;
    const decoded = decode(value);
    if (decoded === null) repaired.push(part);
    return decoded ?? fallback;
  };
  const matter = readMatter(read);
  const cases = read<CaseFilter | null>('cases', null, decodeCases);
  const link: ConsoleLink = {
    view: read<LinkView | null>('at', null, decodeView),
    layers: read<LinkLayer[] | null>('layers', null, decodeLayers),
    baseId: read<string | null>('base', null, (value) => checked(label, value)),
    is3d: read('3d', false, (value) => (value === '1' ? true : null)),
    open: readOpen(read),
    area: read<LinkArea | null>('area', null, decodeArea),
    filter: readFilter(read),
    selection: read<Selection>('pick', noSelection, decodeSelection),
    matter,
    cases,
    panel: read<PanelName>('panel', usualPanel({ matter, cases }), (value) => checked(z.enum(panelNames), value)),
  };
  return { link, repaired };
}

/** The panel that stands open where the link names none: whoever sends a matter means its panel. */
function usualPanel({ matter, cases }: Pick<ConsoleLink, 'matter' | 'cases'>): PanelName {
  return matter || cases ? 'matters' : 'layers';
}

type ReadPart = <Value>(part: LinkPart, fallback: Value, decode: (text: string) => Value | null) => Value;

/** Briefs and missions have parameters of their own, so that their links can be written by hand. */
function readOpen(read: ReadPart): OpenCard | null {
  const paper = (type: 'brief' | 'mission') => read<OpenCard | null>(type, null, (code) => (recordId.safeParse(code).success ? { type, code } : null));
  return read<OpenCard | null>('open', null, decodeOpen) ?? paper('mission') ?? paper('brief');
}

function readFilter(read: ReadPart): AreaFilter {
  return {
    themes: read('themes', readOlderTheme(read), decodeThemes),
    q: read('q', '', decodeWords),
    within: read<string | null>('under', null, decodeUnder),
    nearTo: read<AreaFilter['nearTo']>('near', null, decodeNearTo),
  };
}

/** Links of before told one kind and category. */
function readOlderTheme(read: ReadPart): AreaFilter['themes'] {
  const kind = read<string | null>('kind', null, (value) => checked(name, value));
  const category = read<string | null>('category', null, (value) => checked(label, value));
  return kind === null ? [] : [category === null ? { kind } : { kind, category }];
}

/** A period or an area without a matter says nothing. */
function readMatter(read: ReadPart): MatterLink | null {
  const matter = read<string | null>('matter', null, decodeMatter);
  if (matter === null) return null;
  return {
    matter,
    from: read<string | null>('from', null, decodeDay),
    to: read<string | null>('to', null, decodeDay),
    within: read<string | null>('within', null, decodeWithin),
  };
}

/** The view as a link can carry it: 6 decimals of a degree, hundredths of a zoom level, tenths of a degree of turn. */
export function roundView(view: LinkView): LinkView {
  return {
    center: [round(wrapLongitude(view.center[0]), 6), round(view.center[1], 6)],
    zoom: round(Math.min(24, Math.max(0, view.zoom)), 2),
    bearing: round(wrapLongitude(view.bearing), 1),
    pitch: round(view.pitch, 1),
  };
}

/** `lng,lat,zoom`, and bearing and pitch where the map is turned. */
export function encodeView({ center, zoom, bearing, pitch }: LinkView): string {
  const numbers = bearing === 0 && pitch === 0 ? [...center, zoom] : [...center, zoom, bearing, pitch];
  return numbers.join(',');
}

export function decodeView(text: string): LinkView | null {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? 'nothing' : part));
  const result = checked(viewNumbers, numbers.length === 3 ? [...numbers, 0, 0] : numbers);
  if (!result) return null;
  const [lng, lat, zoom, bearing, pitch] = result;
  return roundView({ center: [lng, lat], zoom, bearing, pitch });
}

/** `!` marks a hidden layer; then the opacity in hundredths and the attribute that colours it, where they are not as by default. */
function encodeLayer({ id, isVisible, opacity, colorBy }: LinkLayer): string {
  const hundredths = Math.round(opacity * 100);
  const options = colorBy !== null ? `;${hundredths};${colorBy}` : hundredths === 100 ? '' : `;${hundredths}`;
  return `${isVisible ? '' : '!'}${id}${options}`;
}

function decodeLayers(text: string): LinkLayer[] | null {
  if (text === '') return [];
  const layers = text.split(',').slice(0, 200).map(decodeLayer);
  const whole = layers.filter((layer) => layer !== null);
  const isEachOnce = new Set(whole.map((layer) => layer.id)).size === whole.length;
  return whole.length === layers.length && isEachOnce ? whole : null;
}

function decodeLayer(text: string): LinkLayer | null {
  const isVisible = !text.startsWith('!');
  const [id, hundredths = '100', colorBy = null, ...more] = (isVisible ? text : text.slice(1)).split(';');
  if (!name.safeParse(id).success || more.length > 0 || !/^(100|\d{1,2})$/.test(hundredths)) return null;
  if (colorBy !== null && !name.safeParse(colorBy).success) return null;
  return { id: id ?? '', isVisible, opacity: Number(hundredths) / 100, colorBy };
}

function isPaper(open: OpenCard): boolean {
  return open.type === 'brief' || open.type === 'mission';
}

function encodeOpen(open: OpenCard): string {
  return open.type === 'place' ? ['place', open.position.join(','), ...(open.name ? [open.name] : [])].join(':') : `${open.type}:${open.code}`;
}

function decodeOpen(text: string): OpenCard | null {
  const [type = '', code = '', ...more] = text.split(':');
  if (type === 'place') {
    const place = checked(position, code.split(',').map((part) => (part === '' ? Number.NaN : Number(part))));
    const named = more.length === 0 ? null : checked(label, more.join(':'));
    return place && { type, position: [round(place[0], 6), round(place[1], 6)], ...(named ? { name: named } : {}) };
  }
  if (type === 'event') return recordId.safeParse(code).success ? { type, code } : null;
  const codes = { element: elementCode, region: regionCode, grid: gridCode };
  if (type !== 'element' && type !== 'region' && type !== 'grid') return null;
  return codes[type].safeParse(code).success && (type === 'element' || areaCode.safeParse(code).success) ? { type, code } : null;
}

function checked<Output>(schema: z.ZodType<Output>, value: unknown): Output | null {
  const result = schema.safeParse(value);
  return result.success ? result.data : null;
}

/** Escapes what an address must escape, and leaves the marks that make it readable. */
export function escapeValue(text: string): string {
  return encodeURIComponent(text).replace(/%(2C|3A|3B)/g, (mark) => decodeURIComponent(mark));
}

export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor + 0;
}

function wrapLongitude(degrees: number): number {
  if (degrees >= -180 && degrees <= 180) return degrees;
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}
