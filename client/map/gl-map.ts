import { Map as GlMap, prewarm, ScaleControl, type StyleSpecification } from 'maplibre-gl';
import { discImage, drawDisc } from './count-style.ts';
import { drawMarker } from './marker-glyphs.ts';
import { drawHatch, hatchImage, hatchRatio } from './overlay-style.ts';
import { paletteOf } from './palette.ts';
import type { FlyTarget, MapOptions, Theme } from './types.ts';
import { mapWords } from '../shared/words/map.ts';

// The workers that read tiles start with this code, not with the first tile.
prewarm();

/** Pixels left free around bounds that are flown to. */
const fitMargin = 40;
/** Nothing that is flown to is shown from nearer, unless asked for. */
const nearestFit = 18;
const longestFlightMs = 2500;

/** Makes the GL map with its scale bar; images that the style names are drawn when it first asks for them. */
export function createGlMap(container: HTMLElement, options: MapOptions, style: StyleSpecification): GlMap {
  // An element of our own: MapLibre's style sheet would take the caller's out of its place.
  const element = document.createElement('div');
  element.className = 'map-stage';
  container.append(element);
  const map = new GlMap({
    container: element,
    style,
    ...camera(options),
    attributionControl: false,
    maxPitch: 70,
    minZoom: 2,
    maxZoom: 21,
    fadeDuration: 150,
    locale: { 'Map.Title': mapWords[options.language].canvas },
    validateStyle: false,
    pixelRatio: Math.min(devicePixelRatio, 2),
  });
  watchFirstSize(map, element);
  map.addControl(new ScaleControl({ unit: 'metric', maxWidth: 110 }), 'bottom-left');
  map.on('styleimagemissing', ({ id }) => {
    if (map.hasImage(id)) return;
    const marker = drawMarker(id);
    if (marker !== null) map.addImage(id, marker.data, { pixelRatio: marker.pixelRatio });
    if (id === discImage) map.addImage(id, drawDisc(), { pixelRatio: 2, sdf: true });
    if (id === hatchImage) map.addImage(id, drawHatch(), { pixelRatio: hatchRatio });
  });
  return map;
}

/** MapLibre passes over the first notice of its element's size: what has changed since the map was made would never be noticed. */
function watchFirstSize(map: GlMap, element: HTMLElement): void {
  const [width, height] = [element.clientWidth, element.clientHeight];
  const observer = new ResizeObserver(() => {
    observer.disconnect();
    if (element.clientWidth !== width || element.clientHeight !== height) map.resize();
  });
  observer.observe(element);
}

/** What stands over the map as HTML takes the theme's colours from its style sheet's variables. */
export function inkControls(map: GlMap, theme: Theme): void {
  const { text, halo, selected } = paletteOf(theme);
  const { style } = map.getContainer();
  for (const [name, value] of Object.entries({ '--map-ink': text, '--map-halo': halo, '--map-focus': selected })) style.setProperty(name, value);
}

/** Where the camera starts: the view of a link, else the bounds of home, else all of China. */
function camera({ view, bounds }: MapOptions): Partial<ConstructorParameters<typeof GlMap>[0]> {
  if (view !== null) return { center: view.center, zoom: view.zoom, bearing: view.bearing, pitch: view.pitch };
  return bounds === null ? { center: [105, 35], zoom: 3.5 } : { bounds, fitBoundsOptions: { padding: fitMargin } };
}

/** Moves the camera; bounds that fit only from farther than `minZoom` have their middle gone to. */
export function fly(map: GlMap, { bounds, center, zoom, minZoom = 0 }: FlyTarget): void {
  if (bounds === undefined) {
    map.flyTo({ ...(center && { center }), ...(zoom !== undefined && { zoom }), maxDuration: longestFlightMs });
    return;
  }
  const fit = { padding: fitMargin, maxZoom: Math.max(zoom ?? nearestFit, minZoom), pitch: map.getPitch(), bearing: map.getBearing() };
  const fits = map.cameraForBounds(bounds, fit)?.zoom ?? minZoom;
  if (fits >= minZoom) map.fitBounds(bounds, fit);
  else map.flyTo({ center: [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2], zoom: minZoom, maxDuration: longestFlightMs });
}
