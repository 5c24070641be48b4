import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { MatterAnswer } from '#contract/matters.ts';
import type { Palette } from '../../map/palette.ts';

const shownPlaces = 50;

/** The answer as the map draws it: areas by Gi* at the bottom, clusters, the ranked places on top. */
export function matterFeatures({ places, hotspots }: MatterAnswer): FeatureCollection {
  // The contract describes a geometry by its type alone; PostGIS wrote it.
  const shapes = hotspots.features.map(({ geometry, properties }): Feature => ({
    type: 'Feature',
    geometry: geometry as Geometry,
    properties: properties.role === 'area' ? { role: 'area', tone: `${properties.kind}${properties.level}` } : { role: 'cluster' },
  }));
  // Drawn from the last to the first, so that the worst lies on top.
  const spots = places.slice(0, shownPlaces).map((place, index): Feature => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: place.position },
    properties: { role: 'place', mark: place.spot, score: place.score, rank: index < 9 ? String(index + 1) : '' },
  }));
  return { type: 'FeatureCollection', features: [...shapes, ...spots.reverse()] };
}

export function areaColor(palette: Palette, kind: 'hot' | 'cold', level: 90 | 95 | 99): string {
  return palette[`${kind}${level}`];
}
