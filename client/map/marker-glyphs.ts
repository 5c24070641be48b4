import type { ExpressionSpecification } from 'maplibre-gl';
import glyphs from '../../data/styles/glyphs.json';
import { paletteOf } from './palette.ts';
import type { Theme } from './types.ts';

type Glyph = keyof typeof glyphs;

/** The icon of a kind where its category has none of its own. */
const kindGlyphs: Record<string, Glyph> = {
  building: 'building-complex',
  organisation: 'briefcase',
  place: 'map-pin',
  facility: 'wrench',
  hazard: 'triangle-exclamation-point',
  resource: 'heart-handshake',
  asset: 'package',
  camera: 'cctv',
  device: 'radio-tower',
  worker_post: 'shield',
  household: 'house',
  person: 'user',
  key_person: 'user',
  dwelling: 'door-open',
};

/** Icons of categories, whatever kind they belong to. */
const categoryGlyphs: Record<string, Glyph> = {
  shop: 'store', restaurant: 'utensils', supermarket: 'shopping-basket', pharmacy: 'cross', barber: 'scissors', repair: 'wrench', internet_cafe: 'monitor',
  ktv: 'eighth-notes', hotel: 'bed', bank: 'landmark', school: 'school', kindergarten: 'baby', hospital: 'hospital', market: 'shopping-basket', mall: 'shopping-bag',
  park: 'trees', station: 'train-front', petrol_station: 'fuel', temple: 'church', parcel: 'package',
  enterprise: 'briefcase', factory: 'factory', government: 'landmark', institution: 'landmark', social: 'users', committee: 'users', property: 'building-complex',
  street_lamp: 'lamp', manhole: 'circle-dot', hydrant: 'droplets', bin: 'trash', tree: 'tree-pine', sign: 'signpost', bus_stop: 'bus', junction_box: 'box',
  transformer: 'zap', drain: 'droplets', bench: 'armchair', charging: 'zap',
  fire: 'flame', gas: 'flame', electric: 'zap', flood: 'waves-horizontal', water_edge: 'waves-horizontal', dispute: 'users',
  service_station: 'badge-check', volunteer: 'hand-heart', canteen: 'utensils', clinic: 'stethoscope', shelter: 'tent', aed: 'heart-pulse', fire_post: 'flame', mediator: 'scale',
  orchard: 'trees', pond: 'waves-horizontal', smoke_detector: 'siren', gas_detector: 'siren', sos_button: 'siren', water_gauge: 'waves-horizontal',
  grid_post: 'map-pin', police_room: 'shield', guard: 'shield',
};

const known = new Set<string>(Object.keys(glyphs));
/** An image's id is `glyph/<theme>/<name>`, so that a change of theme asks for images of its own. */
const imageId = (theme: Theme, glyph: Glyph) => `glyph/${theme}/${glyph}`;

/** MapLibre's expression for the icon of a feature of this kind, by its category. */
export function glyphExpression(kind: string, theme: Theme): ExpressionSpecification {
  const cases = Object.entries(categoryGlyphs).flatMap(([category, glyph]) => [category, imageId(theme, glyph)]);
  return ['match', ['get', 'category'], ...cases, imageId(theme, kindGlyphs[kind] ?? 'map-pin')] as unknown as ExpressionSpecification; // MapLibre types no match of computed length
}

/** Draws a missing image of the style: a 24 × 24 outline at double resolution. Null for an id that is not ours. */
export function drawGlyph(id: string): ImageData | null {
  const [prefix, theme, name] = id.split('/');
  if (prefix !== 'glyph' || name === undefined || !known.has(name)) return null;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 48;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.scale(2, 2);
  context.strokeStyle = paletteOf(theme === 'dark' ? 'dark' : 'light').markerGlyph;
  context.lineWidth = 2.4;
  context.lineCap = context.lineJoin = 'round';
  context.stroke(new Path2D(glyphs[name as Glyph]));
  return context.getImageData(0, 0, 48, 48);
}
