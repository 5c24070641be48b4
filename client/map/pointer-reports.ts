import type { Map as GlMap, MapMouseEvent } from 'maplibre-gl';
import { answersPointer, featuresUnder } from './feature-query.ts';
import type { LngLat, MapFeature, MapItem, ShownLayer } from './types.ts';

const tolerancePixels = 4;

interface PointerHost {
  layers(): ShownLayer[];
  /** An item of a search near a position. */
  itemAt(position: LngLat): MapItem | null;
  isBusy(): boolean;
  hovered(report: { position: LngLat; feature: MapFeature | null } | null): void;
  clicked(report: { position: LngLat; features: MapFeature[] }): void;
}

/** Says what lies under the pointer: at a click, and once a frame while it moves. */
export class PointerReports {
  #pending: MapMouseEvent | null = null;

  constructor(
    private map: GlMap,
    private host: PointerHost,
  ) {
    map.on('mousemove', (event) => this.#onMove(event));
    map.on('mouseout', () => this.#onOut());
    map.on('click', (event) => {
      if (!host.isBusy()) host.clicked({ position: positionOf(event), features: this.#featuresAt(event) });
    });
  }

  #onMove(event: MapMouseEvent): void {
    const isFirst = this.#pending === null;
    this.#pending = event;
    if (isFirst) requestAnimationFrame(() => this.#report());
  }

  #onOut(): void {
    this.#pending = null;
    this.host.hovered(null);
  }

  #report(): void {
    const event = this.#pending;
    this.#pending = null;
    if (event === null) return;
    // While the map moves or a tool draws, only the position is told: looking for features would slow both.
    const feature = this.host.isBusy() || this.map.isMoving() ? null : (this.#featuresAt(event)[0] ?? null);
    this.host.hovered({ position: positionOf(event), feature });
  }

  #featuresAt(event: MapMouseEvent): MapFeature[] {
    const layers = this.host.layers();
    const { x, y } = event.point;
    const box: [[number, number], [number, number]] = [[x - tolerancePixels, y - tolerancePixels], [x + tolerancePixels, y + tolerancePixels]];
    const styleLayers = this.map.getLayersOrder().filter((id) => answersPointer(id, layers));
    const position = positionOf(event);
    const features = featuresUnder(this.map.queryRenderedFeatures(box, { layers: styleLayers }), position, layers);
    const item = this.host.itemAt(position);
    return item === null || features.some(({ code }) => code === item.code) ? features : [itemFeature(item, layers), ...features];
  }
}

function positionOf({ lngLat }: MapMouseEvent): LngLat {
  return [lngLat.lng, lngLat.lat];
}

function itemFeature(item: MapItem, layers: ShownLayer[]): MapFeature {
  const layerId = layers.find(({ layer }) => layer.kind === item.kind)?.layer.id ?? item.kind;
  return { layerId, id: item.id, code: item.code, name: item.name, category: '', gridCode: null, count: null, position: item.position };
}
