import { borderLimits } from '#contract/borders.ts';
import type { GroundShape } from '#contract/coverage/shapes.ts';
import { refusal } from '#contract/refusals.ts';
import type { FieldError } from '#contract/shapes.ts';
import { positionFault } from '../../platform/area-shape.ts';

type Position = readonly [number, number];

/** Why a position cannot be on the map. */
export function pointFault(position: Position, pointer: string): FieldError | null {
  return positionFault(position, pointer);
}

/** What can be said of a line without knowing the ground: enough vertices and not too many, all of them in the world. */
export function lineFault(line: readonly Position[], pointer: string): FieldError | null {
  if (line.length < 2) return { ...refusal('line-needs-two'), pointer, ...at(line[0]) };
  return tooMany(line.length, pointer, line[0]) ?? firstFault(line, pointer);
}

/** The same for a surface: rings of three different corners and more. */
export function surfaceFault(shape: GroundShape, pointer: string): FieldError | null {
  const parts = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  const vertices = parts.flat().reduce((sum, ring) => sum + ring.length, 0);
  if (parts.length === 0 || parts.some((rings) => rings.length === 0)) return { ...refusal('shape-empty'), pointer };
  const fault = tooMany(vertices, pointer, parts[0]?.[0]?.[0]);
  if (fault) return fault;
  for (const [part, rings] of parts.entries()) {
    for (const [index, ring] of rings.entries()) {
      const found = ringFault(ring, `${pointer}/coordinates/${shape.type === 'Polygon' ? '' : `${part}/`}${index}`);
      if (found) return found;
    }
  }
  return null;
}

function ringFault(ring: readonly Position[], pointer: string): FieldError | null {
  const fault = firstFault(ring, pointer);
  if (fault) return fault;
  const corners = new Set(ring.map((position) => position.join()));
  return corners.size < 3 ? { ...refusal('ring-too-short'), pointer, ...at(ring[0]) } : null;
}

function firstFault(positions: readonly Position[], pointer: string): FieldError | null {
  for (const [index, position] of positions.entries()) {
    const fault = positionFault(position, `${pointer}/${index}`);
    if (fault) return fault;
  }
  return null;
}

function tooMany(vertices: number, pointer: string, first: Position | undefined): FieldError | null {
  if (vertices <= borderLimits.lineVertices) return null;
  return { ...refusal('too-many-vertices', { vertices, most: borderLimits.lineVertices }), pointer, ...at(first) };
}

function at(position: Position | undefined): { location?: [number, number] } {
  return position && Math.abs(position[0]) <= 180 && Math.abs(position[1]) <= 90 ? { location: [position[0], position[1]] } : {};
}
