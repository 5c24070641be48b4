import type { z } from 'zod';
import type { AreaPart } from '#contract/areas.ts';
import type { getMapSettings, LayerDescription } from '#contract/layers.ts';
import type { AnyGeometry } from '#contract/shapes.ts';

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

/** What the hand can draw and take hold of again: an outline, a circle by its radius, or the ground along a line. */
export type DrawnPiece = WithoutOp<Extract<AreaPart, { from: 'drawn' | 'circle' | 'line' }>>;
type WithoutOp<Part> = Part extends AreaPart ? Omit<Part, 'op'> : never;

/** How a piece joins what the pieces before it make. */
export type PieceOp = AreaPart['op'];

/** A piece of the area on the map: its shape where that is known, and what can be edited where a hand drew it. */
export interface ShownPiece {
  op: PieceOp;
  shape: AnyGeometry | null;
  drawn: DrawnPiece | null;
}

/** The area on the map. */
export interface ShownArea {
  /** What the pieces make together; null while that is not known. */
  whole: AnyGeometry | null;
  pieces: ShownPiece[];
  /** The piece whose corners can be dragged. */
  active: number | null;
}

export type ToolName = 'rectangle' | 'polygon' | 'lasso' | 'circle' | 'line' | 'measure-distance' | 'measure-area';

/** What a tool is told beforehand. */
export interface ToolSettings {
  /** The circle has this radius and needs its centre alone. */
  radiusMeters?: number | undefined;
  /** Metres to either side of a line. */
  bufferMeters?: number | undefined;
}

/** What a tool reports while the hand works and when it is done. */
export type ToolReport =
  | { state: 'drawing'; text: string; meters?: number; squareMeters?: number }
  /** `op` is what the keys held meanwhile say (Shift adds, Alt takes away, both cut); null where none was held. */
  | { state: 'done'; piece?: DrawnPiece; op?: PieceOp | null; meters?: number; squareMeters?: number }
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
  /** The camera moves: for another map that goes with it. */
  move: View;
  /** The camera has come to rest. */
  rest: View & { bounds: Bounds };
  /** Counts of distinct features in view by layer id, when tiles have settled. */
  counts: Record<string, number>;
  /** The base style and grids are drawn for the first time. */
  firstDrawn: { milliseconds: number };
  tool: ToolReport;
  /** A corner of the area's active piece was moved, made or taken out. */
  areaEdited: { index: number; piece: DrawnPiece };
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
  /** Ringed: one that was chosen, or that is new or gone since a list was taken. */
  change?: 'added' | 'gone' | 'chosen';
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
  /** Of bounds: the nearest from which they are shown. */
  zoom?: number;
  /** The farthest from which bounds are shown, even where they do not fit. */
  minZoom?: number;
}

/** The feature that a card is open for: by layer and id where a tile has it, by shape where only the server knows it. */
export interface SelectedFeature {
  layerId?: string;
  id?: number;
  geometry?: AnyGeometry;
}
