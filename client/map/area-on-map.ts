import type { FeatureCollection } from 'geojson';
import type { Map as GlMap } from 'maplibre-gl';
import type { MapWords } from '../shared/words/map.ts';
import { AreaHandles, handleView } from './area-handles.ts';
import { nothing } from './overlay-style.ts';
import { areaFeatures } from './tools/area-features.ts';
import type { DrawnPiece, ShownArea } from './types.ts';

interface AreaOnMapHost {
  words(): MapWords;
  /** A tool is in the hand: the handles rest. */
  isBusy(): boolean;
  show(features: FeatureCollection): void;
  edited(index: number, piece: DrawnPiece): void;
}

/** The area that is shown: the whole, its pieces, and the handles of the active one. */
export class AreaOnMap {
  #area: ShownArea | null = null;
  #handles: AreaHandles;

  constructor(
    private map: GlMap,
    private host: AreaOnMapHost,
  ) {
    this.#handles = new AreaHandles(map, {
      piece: () => this.#held,
      isBusy: () => host.isBusy(),
      preview: (piece) => this.#draw(this.#with(piece)),
      changed: (piece) => {
        const index = this.#area?.active ?? 0;
        this.set(this.#with(piece));
        host.edited(index, piece);
      },
    });
    // Which handles there are depends on what is in view and how near.
    map.on('moveend', () => this.#held !== null && !this.#handles.isDragging && this.#draw(this.#area));
  }

  get isDragging(): boolean {
    return this.#handles.isDragging;
  }

  set(area: ShownArea | null): void {
    this.#area = area;
    this.#draw(area);
  }

  /** Draws it again: the language has changed. */
  redraw(): void {
    this.#draw(this.#area);
  }

  destroy(): void {
    this.#handles.destroy();
  }

  get #held(): DrawnPiece | null {
    const { active, pieces } = this.#area ?? { active: null, pieces: [] };
    return active === null ? null : (pieces[active]?.drawn ?? null);
  }

  #with(piece: DrawnPiece): ShownArea | null {
    const area = this.#area;
    if (area === null || area.active === null) return area;
    const { active } = area;
    return { ...area, pieces: area.pieces.map((shown, index) => (index === active ? { ...shown, drawn: piece } : shown)) };
  }

  #draw(area: ShownArea | null): void {
    this.host.show(area === null ? nothing : areaFeatures(area, handleView(this.map), this.host.words()));
  }
}
