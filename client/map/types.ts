import type { z } from 'zod';
import type { getMapSettings, LayerDescription } from '#contract/layers.ts';
import type { AnyGeometry, AreaGeometry } from '#contract/shapes.ts';

/** `[lng, lat]`, EPSG:4326. */
export type LngLat = [number, number];
/** `[west, south, east, north]`. */
export type Bounds = [number, number, number, number];

export interface View {
  center: LngLat;
  zoom: number;
  bearing: number;
  pitch: number;
}

/** What the layer tree decided about one layer. Order in the list is drawing order, first at the bottom. */
export interface ShownLayer {
  layer: LayerDescription;
  isVisible: boolean;
  /** 0 to 1. */
  opacity: number;
  /** Attribute that colours it (`category`, `height`, `households` …); null is the layer's own colour. */
  colorBy: string | null;
}

export type Theme = 'light' | 'dark';

/** A drawn area: what `POST /api/search/area` takes. */
export interface DrawnArea {
  geometry: AreaGeometry;
  /** Present for a circle: geometry is then its centre. */
  radiusMeters?: number;
}

export type ToolName = 'rectangle' | 'polygon' | 'circle' | 'measure-distance' | 'measure-area';

/** What a tool reports while the hand works and when it is done. */
export type ToolReport =
  | { state: 'drawing'; text: string; meters?: number; squareMeters?: number }
  | { state: 'done'; area?: DrawnArea; meters?: number; squareMeters?: number }
  | { state: 'abandoned' };

/** A feature of a tile under the pointer. */
export interface MapFeature {
  layerId: string;
  id: number;
  code: string;
  name: string;
  category: string;
  gridCode: string | null;
  /** Present where the layer carries counts at this zoom. */
  count: number | null;
  position: LngLat;
}

export interface MapEvents {
  /** A click that no tool consumed: the features under it, topmost first; empty on bare ground. */
  click: { position: LngLat; features: MapFeature[] };
  hover: { position: LngLat; feature: MapFeature | null } | null;
  /** The camera has come to rest. */
  rest: View & { bounds: Bounds };
  /** Counts of distinct features in view by layer id, when tiles have settled. */
  counts: Record<string, number>;
  /** The base style and grids are drawn for the first time. */
  firstDrawn: { milliseconds: number };
  tool: ToolReport;
  /** Tiles could not be fetched (offline, signed out); null when all is well again. */
  trouble: { status: number | null; layerId: string } | null;
}

/** Rows shown on the map beside the tiles: results of a drawn area, drawn by deck.gl. */
export interface MapItem {
  id: number;
  code: string;
  kind: string;
  name: string;
  position: LngLat;
}

/** A base map that this deployment configured beside our own. */
export type BaseMap = z.infer<typeof getMapSettings.response>['bases'][number];

export type MapLanguage = 'zh' | 'en';

export interface MapOptions {
  /** Where the camera starts; wins over `bounds`. */
  view: View | null;
  bounds: Bounds | null;
  theme: Theme;
  language: MapLanguage;
  layers: ShownLayer[];
  bases: BaseMap[];
  /** Null is our own base map. */
  baseId: string | null;
  is3d: boolean;
}

/** Space that panels cover, in CSS pixels. */
export interface Padding {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface FlyTarget {
  bounds?: Bounds;
  center?: LngLat;
  zoom?: number;
}

/** The feature that a card is open for: by layer and id where a tile has it, by shape where only the server knows it. */
export interface SelectedFeature {
  layerId?: string;
  id?: number;
  geometry?: AnyGeometry;
}
