import type {
  BaseMap,
  DrawnArea,
  FlyTarget,
  LngLat,
  MapEvents,
  MapItem,
  MapLanguage,
  MapOptions,
  Padding,
  SelectedFeature,
  ShownLayer,
  Theme,
  ToolName,
  View,
} from './types.ts';

/** Thrown by the constructor where the browser cannot draw with WebGL 2. */
export class WebGlUnavailableError extends Error {
  override name = 'WebGlUnavailableError';
}

/**
 * The map of a screen: the only object that touches the GL map.
 * @throws WebGlUnavailableError where the browser has no WebGL 2.
 */
export class MapStage {
  private view: View;
  constructor(_container: HTMLElement, options: MapOptions) {
    this.view = options.view ?? { center: [0, 0], zoom: 1, bearing: 0, pitch: 0 };
  }
  setTheme(_theme: Theme): void {}
  setLanguage(_language: MapLanguage): void {}
  setLayers(_layers: ShownLayer[]): void {}
  setBases(_bases: BaseMap[]): void {}
  setBase(_id: string | null): void {}
  set3d(_is3d: boolean): void {}
  getView(): View {
    return this.view;
  }
  jumpTo(view: Partial<View>): void {
    this.view = { ...this.view, ...view };
  }
  flyTo(_target: FlyTarget): void {}
  /** Adds a listener; the answer takes it away again. */
  on<K extends keyof MapEvents>(_event: K, _listener: (payload: MapEvents[K]) => void): () => void {
    return () => {};
  }
  startTool(_tool: ToolName): void {}
  stopTool(): void {}
  /** The search area that is shown; its vertices can be dragged, which reports a tool `done` with the new area. */
  setArea(_area: DrawnArea | null): void {}
  setMeasure(_line: LngLat[] | null): void {}
  setSelected(_feature: SelectedFeature | null): void {}
  setHovered(_id: number | null): void {}
  setItems(_items: MapItem[]): void {}
  setPadding(_padding: Padding): void {}
  snapshot(): Promise<Blob> {
    return Promise.reject(new Error('the map is not drawn yet'));
  }
  get attribution(): string {
    return '';
  }
  destroy(): void {}
}
