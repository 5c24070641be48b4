import type { FeatureCollection, Geometry } from 'geojson';
import type { GeoJSONSource, Map as GlMap } from 'maplibre-gl';
import { BorderControl } from './border-control.ts';
import type { BorderHand, GroundLine } from './border-input.ts';
import { type BorderData, type BorderSource, noBorders } from './border-style.ts';
import { boundsOf } from './counts-in-view.ts';
import { nothing } from './overlay-style.ts';
import { metersPerPixel } from './geodesy.ts';
import type { Bounds } from './types.ts';

const stateNames = ['hot', 'chosen'] as const;
type StateName = (typeof stateNames)[number];

const lineKinds: Record<string, GroundLine['kind']> = { roads: 'road', water: 'water', railways: 'railway', regions: 'region' };

/** Borders of grids under the hand: draws them, and hands what pointer and keys do to the editor. */
export class BordersOnMap {
  #data = noBorders();
  #marked: Record<StateName, Set<string>> = { hot: new Set(), chosen: new Set() };
  #control: BorderControl;
  #ends: (() => void)[] = [];

  constructor(
    private map: GlMap,
    hand: BorderHand,
    /** Whether the map's style is there. */
    private isReady: () => boolean,
  ) {
    this.#control = new BorderControl(map, hand);
    const rested = () => hand.rested();
    const restored = () => this.#markAgain();
    map.on('moveend', rested);
    map.on('style.load', restored);
    this.#ends.push(() => map.off('moveend', rested), () => map.off('style.load', restored));
  }

  /** What the style of the map shows of borders. */
  get data(): BorderData {
    return this.#data;
  }

  /** Shows these features in the place of those that the source had. */
  show(source: BorderSource, features: FeatureCollection): void {
    if (this.#data[source] === features) return;
    this.#data = { ...this.#data, [source]: features };
    if (this.isReady()) this.map.getSource<GeoJSONSource>(source)?.setData(features);
  }

  /** Marks the features at rest with these keys, and no others: `hot` ones are hidden while the hand moves them, `chosen` ones stand out. */
  mark(name: StateName, keys: Iterable<string>): void {
    if (name === 'hot') this.#resting = null;
    const [before, after] = [this.#marked[name], new Set(keys)];
    this.#marked[name] = after;
    for (const key of before) if (!after.has(key)) this.#setState(key, name, false);
    for (const key of after) if (!before.has(key)) this.#setState(key, name, true);
  }

  /** The hand rests: what it moved is drawn with the rest again, as soon as that is there. */
  rest(): void {
    if (this.#marked.hot.size === 0) return;
    const settle = ({ sourceId, isSourceLoaded }: { sourceId?: string; isSourceLoaded?: boolean }) => {
      if (sourceId !== 'borders' || isSourceLoaded !== true) return;
      this.map.off('sourcedata', settle);
      if (this.#resting !== settle) return;
      this.#resting = null;
      this.mark('hot', []);
      this.show('borders-hot', nothing);
    };
    if (this.#resting) this.map.off('sourcedata', this.#resting);
    this.#resting = settle;
    this.map.on('sourcedata', settle);
  }
  #resting: ((event: { sourceId?: string; isSourceLoaded?: boolean }) => void) | null = null;

  #setState(key: string, name: StateName, isOn: boolean): void {
    for (const source of name === 'chosen' ? (['borders', 'borders-hot'] as const) : (['borders'] as const)) {
      if (this.map.getSource(source)) this.map.setFeatureState({ source, id: key }, { [name]: isOn });
    }
  }

  #markAgain(): void {
    for (const name of stateNames) for (const key of this.#marked[name]) this.#setState(key, name, true);
  }

  /** Streets, rivers, railways and borders of regions that are drawn now. */
  lines(): GroundLine[] {
    const layers = this.map.getLayersOrder().filter((id) => {
      const layer = this.map.getLayer(id);
      return layer !== undefined && layer.source in lineKinds && layer.type !== 'symbol';
    });
    return this.map.queryRenderedFeatures(undefined, { layers }).flatMap(({ source, properties, geometry }) => {
      const kind = lineKinds[source];
      return kind === undefined ? [] : linesOf(geometry).map((line) => ({ kind, name: typeof properties.name === 'string' ? properties.name : '', line }));
    });
  }

  get bounds(): Bounds {
    return boundsOf(this.map);
  }

  get zoom(): number {
    return this.map.getZoom();
  }

  /** Metres of ground under a pixel. */
  get metersPerPixel(): number {
    return metersPerPixel(this.map.getCenter().lat, this.map.getZoom());
  }

  setCursor(cursor: string): void {
    this.#control.cursor = cursor;
  }

  /** Gives the keyboard to the map. */
  focus(): void {
    this.map.getCanvas().focus({ preventScroll: true });
  }

  destroy(): void {
    for (const end of this.#ends) end();
    this.#control.destroy();
  }
}

/** Lines of a geometry; of a surface its outlines. */
function linesOf(geometry: Geometry): [number, number][][] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates as [number, number][]];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates as [number, number][][];
    case 'MultiPolygon':
      return geometry.coordinates.flat() as [number, number][][];
    default:
      return [];
  }
}
