import type { Coverage, FaceLayer } from './coverage.ts';
import type { GroundInput, GroundShape, PolygonShape } from './shapes.ts';

export interface GridShape {
  readonly key: string;
  readonly layer: FaceLayer;
  readonly zone: string;
  readonly parent: string | null;
  readonly geometry: GroundInput;
}
export interface ZoneShape {
  readonly key: string;
  readonly geometry: GroundInput;
}

/**
 * Grids and communities as a coverage. Positions are vertices by exact equality; rings are turned right and lose
 * repeated points; a vertex that lies on another's segment (within 1e-9°) is inserted there. A zone that is not given is
 * the sum of its grids. Same input, same vertex ids. Never refuses: what is wrong with the ground `findFaults` tells.
 */
export function buildCoverage(_grids: readonly GridShape[], _zones: readonly ZoneShape[] = []): Coverage {
  return { positions: new Map(), faces: new Map(), zones: new Map() };
}

/** The grid as GeoJSON; its rings begin where they began when it was built, and have the same bytes where nobody changed it. */
export function facePolygon(_coverage: Coverage, _key: string): PolygonShape {
  return { type: 'Polygon', coordinates: [] };
}

/** The community with the vertices that edits have put on its border. */
export function zoneShape(_coverage: Coverage, _zone: string): GroundShape {
  return { type: 'Polygon', coordinates: [] };
}
