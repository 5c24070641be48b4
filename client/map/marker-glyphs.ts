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

const markerPixels = 24;
const ratio = 2;

/** Id of a marker's image: theme, colour and icon, drawn when the style first asks for it. */
export function markerExpression(kind: string, theme: Theme, color: string | ExpressionSpecification): ExpressionSpecification {
  const cases = Object.entries(categoryGlyphs).flat();
  const glyph = ['match', ['get', 'category'], ...cases, kindGlyphs[kind] ?? 'map-pin'];
  return ['concat', `marker/${theme}/`, color, '/', glyph] as unknown as ExpressionSpecification; // MapLibre types no match of computed length
}

export interface MarkerImage {
  data: ImageData;
  pixelRatio: number;
}

/** Draws a missing image of the style: a disc of the colour with the icon in it. Null for an id that is not ours. */
export function drawMarker(id: string): MarkerImage | null {
  const [prefix, theme, color, name] = id.split('/');
  if (prefix !== 'marker' || color === undefined || name === undefined || !Object.hasOwn(glyphs, name)) return null;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = markerPixels * ratio;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const palette = paletteOf(theme === 'dark' ? 'dark' : 'light');
  const middle = markerPixels / 2;
  context.scale(ratio, ratio);
  context.beginPath();
  context.arc(middle, middle, middle - 1, 0, 2 * Math.PI);
  context.fillStyle = color;
  context.strokeStyle = palette.markerEdge;
  context.lineWidth = 1.5;
  context.fill();
  context.stroke();
  // The outline is drawn on a square of 24; in the disc it takes 13.
  context.translate(middle - 6.5, middle - 6.5);
  context.scale(13 / 24, 13 / 24);
  context.strokeStyle = palette.markerGlyph;
  context.lineWidth = 2.6;
  context.lineCap = context.lineJoin = 'round';
  context.stroke(new Path2D(glyphs[name as Glyph]));
  return { data: context.getImageData(0, 0, canvas.width, canvas.height), pixelRatio: ratio };
}
