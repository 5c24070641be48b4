import type { Map as GlMap } from 'maplibre-gl';

type Mark = 'hover' | 'selected';
interface Marked {
  source: string;
  id: number;
}

/** Keeps which features of tiles are hovered or selected: the style reads it as feature state. */
export class FeatureMarks {
  #marked: Record<Mark, Marked[]> = { hover: [], selected: [] };

  constructor(private map: GlMap) {}

  /** Marks these and no others. Sources that are not there yet, or no longer, are passed over. */
  set(mark: Mark, features: Marked[]): void {
    const before = this.#marked[mark];
    if (before.length === features.length && before.every((feature, index) => feature.id === features[index]?.id && feature.source === features[index]?.source)) return;
    for (const feature of before) this.#apply(feature, mark, false);
    for (const feature of features) this.#apply(feature, mark, true);
    this.#marked[mark] = features;
  }

  #apply({ source, id }: Marked, mark: Mark, isOn: boolean): void {
    if (this.map.getSource(source) === undefined) return;
    this.map.setFeatureState({ source, sourceLayer: source, id }, { [mark]: isOn });
  }
}
