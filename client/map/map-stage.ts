import type { FeatureCollection, Geometry } from 'geojson';
import type { Map as GlMap } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import { AreaOnMap } from './area-on-map.ts';
import type { BorderHand } from './border-input.ts';
import type { BordersOnMap } from './borders-on-map.ts';
import { boundsOf, countsInView } from './counts-in-view.ts';
import { Emitter } from './emitter.ts';
import { FeatureMarks } from './feature-marks.ts';
import { onceDrawn } from './first-drawn.ts';
import { createGlMap, fly, inkControls } from './gl-map.ts';
import { elementLayers } from './layer-kinds.ts';
import { emptyOverlays, nothing, type OverlayName } from './overlay-style.ts';
import { canReadPmtiles, learnPmtiles } from './pmtiles-protocol.ts';
import { PointerReports } from './pointer-reports.ts';
import { SearchItems } from './search-items.ts';
import { type PictureOrder, takePicture, takePictureFor } from './snapshot.ts';
import { buildStyle, type StyleInput } from './style.ts';
import { StyleKeeper } from './style-keeper.ts';
import { ToolControl } from './tool-control.ts';
import { endReport, measureFeatures } from './tools/measured.ts';
import type { Ended } from './tools/tool.ts';
import { watchTrouble } from './trouble-watch.ts';
import type { BaseMap, FlyTarget, LngLat, MapEvents, MapItem, MapLanguage, MapOptions, Padding, PieceOp, SelectedFeature, ShownArea, ShownLayer, Theme, ToolName, ToolSettings, View } from './types.ts';
import { needingWebGl } from './webgl.ts';
import { mapWords } from '../shared/words/map.ts';

export { WebGlUnavailableError } from './webgl.ts';

/** What decides how the map looks, apart from where the camera is. */
const looks = ['theme', 'language', 'layers', 'bases', 'baseId', 'is3d'] as const;
type Look = Pick<MapOptions, (typeof looks)[number]>;

/**
 * The map of a screen: the only object that touches the GL map.
 * @throws WebGlUnavailableError where the browser cannot draw with WebGL.
 */
export class MapStage {
  #map: GlMap;
  #look: Look;
  #overlays = emptyOverlays();
  #emitter = new Emitter<MapEvents>();
  #style: StyleKeeper;
  #marks: FeatureMarks;
  #tools: ToolControl;
  /** Whether the style has what the first picture does without. */
  #isWhole = false;
  #area: AreaOnMap;
  #items: SearchItems;
  #borders: BordersOnMap | null = null;
  #ends: (() => void)[] = [];

  constructor(container: HTMLElement, options: MapOptions) {
    this.#look = { ...options };
    const started = performance.now();
    this.#map = needingWebGl(() => createGlMap(container, options, buildStyle(this.#styleInput())));
    inkControls(this.#map, options.theme);
    this.#style = new StyleKeeper(this.#map, () => this.#styleInput());
    this.#marks = new FeatureMarks(this.#map);
    this.#items = new SearchItems(this.#map, () => this.#look.theme);
    this.#tools = new ToolControl(this.#map, {
      words: () => this.#words,
      show: (sketch) => {
        this.#show('draft', sketch?.features ?? nothing);
        if (sketch !== null) this.#emitter.emit('tool', sketch.report);
      },
      ended: (how, op) => this.#toolEnded(how, op),
    });
    this.#area = new AreaOnMap(this.#map, {
      words: () => this.#words,
      isBusy: () => this.#tools.isBusy,
      show: (features) => this.#show('area', features),
      edited: (index, piece) => this.#emitter.emit('areaEdited', { index, piece }),
    });
    this.#listen(started);
    this.#learnBase();
  }

  #listen(started: number): void {
    const map = this.#map;
    new PointerReports(map, {
      layers: () => this.#look.layers,
      itemAt: (position) => this.#items.at(position),
      isBusy: () => this.#tools.isBusy || this.#area.isDragging || this.#borders !== null,
      clicked: (report) => this.#emitter.emit('click', report),
      hovered: (report) => {
        const feature = report?.feature ?? null;
        this.#marks.set('hover', feature === null ? [] : [{ source: feature.layerId, id: feature.id }]);
        this.#items.hover(feature === null ? null : feature.id);
        if (!this.#tools.isBusy && !this.#area.isDragging && this.#borders === null) map.getCanvas().style.cursor = feature === null ? '' : 'pointer';
        this.#emitter.emit('hover', report);
      },
    });
    map.on('move', () => this.#emitter.emit('move', this.getView()));
    map.on('moveend', () => this.#emitter.emit('rest', { ...this.getView(), bounds: boundsOf(map) }));
    this.#ends.push(
      onceDrawn(map, () => this.#style.isReady && this.#look.layers, () => {
        this.#complete();
        this.#emitter.emit('firstDrawn', { milliseconds: performance.now() - started });
      }),
      watchTrouble(map, (trouble) => {
        this.#complete();
        this.#emitter.emit('trouble', trouble);
      }),
      countsInView(map, () => this.#look.layers, (counts) => this.#emitter.emit('counts', counts)),
    );
  }

  /** Puts the map into another element; it goes on as it is, and takes that one's size. */
  moveTo(container: HTMLElement): void {
    if (this.#map.getContainer().parentElement !== container) container.append(this.#map.getContainer());
  }

  setTheme(theme: Theme): void {
    this.#change({ theme });
    inkControls(this.#map, theme);
    this.#items.draw();
  }

  setLanguage(language: MapLanguage): void {
    this.#change({ language });
    this.#map.getCanvas().setAttribute('aria-label', this.#words.canvas);
    this.#area.redraw();
  }

  /** Shows these layers in this order; what has not changed is not fetched again. */
  setLayers(layers: ShownLayer[]): void {
    this.#change({ layers });
  }

  setBases(bases: BaseMap[]): void {
    this.#change({ bases });
  }

  /** @param id a configured base map; null is our own. */
  setBase(id: string | null): void {
    this.#change({ baseId: id });
  }

  /** Buildings as solids, seen at a slant; or as footprints from above. */
  set3d(is3d: boolean): void {
    if (is3d === this.#look.is3d) return;
    this.#change({ is3d });
    this.#map.easeTo({ pitch: is3d ? 55 : 0, bearing: is3d ? this.#map.getBearing() : 0, duration: 700 });
  }

  getView(): View {
    const { lng, lat } = this.#map.getCenter();
    return { center: [lng, lat], zoom: this.#map.getZoom(), bearing: this.#map.getBearing(), pitch: this.#map.getPitch() };
  }

  jumpTo(view: Partial<View>): void {
    this.#map.jumpTo(view);
  }

  /** Moves there; at once for a reader who prefers no motion. */
  flyTo(target: FlyTarget): void {
    fly(this.#map, target);
  }

  /** Adds a listener; the answer takes it away again. */
  on<K extends keyof MapEvents>(event: K, listener: (payload: MapEvents[K]) => void): () => void {
    return this.#emitter.on(event, listener);
  }

  /** Puts a drawing tool in the hand, the keyboard's too; one that was in use is given up. */
  startTool(tool: ToolName, settings: ToolSettings = {}): void {
    this.#tools.start(tool, settings);
  }

  stopTool(): void {
    this.#tools.stop();
  }

  /** The area that is shown; what is done to the corners of its active piece is told as `areaEdited`. */
  setArea(area: ShownArea | null): void {
    this.#area.set(area);
  }

  /** Puts borders of grids under the hand, until they are closed; the code for it comes with the first time. */
  async openBorders(hand: BorderHand): Promise<BordersOnMap> {
    const { BordersOnMap } = await import('./borders-on-map.ts');
    this.closeBorders();
    this.#borders = new BordersOnMap(this.#map, hand, () => this.#style.isReady);
    this.#style.refresh();
    return this.#borders;
  }

  closeBorders(): void {
    if (this.#borders === null) return;
    this.#borders.destroy();
    this.#borders = null;
    this.#style.refresh();
  }

  /** A measured line with its lengths; one that ends where it starts is an area. */
  setMeasure(line: LngLat[] | null): void {
    this.#show('measure', line === null ? nothing : measureFeatures(line, this.#words));
  }

  setSelected(feature: SelectedFeature | null): void {
    const { layerId, id, geometry } = feature ?? {};
    this.#marks.set('selected', layerId === undefined || id === undefined ? [] : [{ source: layerId, id }]);
    // The contract describes a geometry by its type alone; PostGIS wrote it.
    this.#show('selection', geometry === undefined ? nothing : { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: geometry as Geometry }] });
  }

  /** Highlights an element by its id, whichever layer it is in: the list's row under the pointer. */
  setHovered(id: number | null): void {
    this.#marks.set('hover', id === null ? [] : elementLayers(this.#look.layers).map(({ layer }) => ({ source: layer.id, id })));
    this.#items.hover(id);
  }

  /** What a screen shows over the data: where a matter happens (see `matterLayers`), the grids of a plan or of a past day (see `planLayers`). */
  setOverlay(name: 'matter' | 'plan', features: FeatureCollection | null): void {
    this.#show(name, features ?? nothing);
  }

  /** Results of a search, drawn by deck.gl, whose code is fetched with the first of them. */
  setItems(items: MapItem[]): void {
    this.#items.set(items);
  }

  setPadding(padding: Padding): void {
    const before = this.#map.getPadding();
    if ((['left', 'right', 'top', 'bottom'] as const).some((side) => before[side] !== padding[side])) this.#map.setPadding(padding);
  }

  /** A PNG of the map as it is drawn, or for print. */
  snapshot(order?: PictureOrder): Promise<Blob> {
    if (!order) return takePicture(this.#map);
    return takePictureFor(this.#map, order, { ...this.#look, items: this.#items.list }, ({ layers, items }) => {
      this.setLayers(layers);
      this.#items.set(items);
    });
  }

  /** Whom the configured base map names; empty for our own ground. */
  get attribution(): string {
    return this.#base?.attribution ?? '';
  }

  destroy(): void {
    this.#style.end();
    for (const end of this.#ends) end();
    this.#tools.destroy();
    this.#borders?.destroy();
    this.#borders = null;
    this.#area.destroy();
    const element = this.#map.getContainer();
    this.#map.remove();
    element.remove();
  }

  get #words() {
    return mapWords[this.#look.language];
  }

  get #base(): BaseMap | null {
    return this.#look.bases.find(({ id }) => id === this.#look.baseId) ?? null;
  }

  #styleInput(): StyleInput {
    const base = this.#base?.type === 'pmtiles' && !canReadPmtiles() ? null : this.#base;
    return { ...this.#look, base, overlays: this.#isWhole ? this.#overlays : null, borders: this.#borders?.data ?? null, origin: location.origin };
  }

  #change(part: Partial<Look>): void {
    const before = this.#look;
    this.#look = { ...before, ...part };
    if (looks.every((key) => before[key] === this.#look[key])) return;
    this.#style.refresh();
    this.#learnBase();
  }

  /** A base map of PMTiles is drawn when its reader's code is here. */
  #learnBase(): void {
    if (this.#base?.type === 'pmtiles' && !canReadPmtiles()) learnPmtiles().then(() => this.#style.refresh(), reportError);
  }

  /** The first picture is there, or cannot be: now the rest of the style. */
  #complete(): void {
    if (this.#isWhole) return;
    this.#isWhole = true;
    this.#style.refresh();
  }

  #show(name: OverlayName, data: FeatureCollection): void {
    if (this.#overlays[name] === data) return;
    this.#overlays = { ...this.#overlays, [name]: data };
    this.#style.showOverlay(name, data);
  }

  #toolEnded(how: Ended, op: PieceOp | null): void {
    if (how.name === 'Done' && how.line !== undefined) this.setMeasure(how.line);
    this.#emitter.emit('tool', endReport(how, op));
  }
}
