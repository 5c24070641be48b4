import type { Coverage, VertexId } from './coverage.ts';

/** The faces that have the vertex, of both layers, in order of their keys. */
export function facesAt(_coverage: Coverage, _vertex: VertexId): readonly string[] {
  return [];
}

/** The communities on whose border the vertex lies: such a vertex stays where it is. */
export function zonesAt(_coverage: Coverage, _vertex: VertexId): readonly string[] {
  return [];
}

/** Ground faces with a common border, the longest first, with its length in metres. */
export function neighboursOf(_coverage: Coverage, _key: string): { key: string; meters: number }[] {
  return [];
}

/** Micro-grids inside a face, in order of their keys. */
export function nestedIn(_coverage: Coverage, _key: string): readonly string[] {
  return [];
}
