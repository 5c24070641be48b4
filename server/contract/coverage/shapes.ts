import type { Position } from './coverage.ts';

/** GeoJSON as it is read: positions `[lng, lat]`, rings closed (an open one is taken as closed), in either direction. */
export interface PolygonInput {
  readonly type: 'Polygon';
  readonly coordinates: readonly (readonly Position[])[];
}
export interface MultiPolygonInput {
  readonly type: 'MultiPolygon';
  readonly coordinates: readonly (readonly (readonly Position[])[])[];
}
export type GroundInput = PolygonInput | MultiPolygonInput;

/** GeoJSON as it is given: rings closed, outlines counter-clockwise, holes clockwise. */
export interface PolygonShape {
  type: 'Polygon';
  coordinates: [number, number][][];
}
export interface MultiPolygonShape {
  type: 'MultiPolygon';
  coordinates: [number, number][][][];
}
export type GroundShape = PolygonShape | MultiPolygonShape;

/** The polygons of a shape, each as its rings. */
export function polygonsOf(shape: GroundInput): readonly (readonly (readonly Position[])[])[] {
  return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
}
