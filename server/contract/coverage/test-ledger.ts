/**
 * For tests: the plane as an edit leaves it, kept edit by edit and by coordinates alone, beside the engine's own account.
 *
 * Two rules hold exactly when the ground faces cover their communities: the directed segments of the faces, less those of
 * the communities, cancel out (so that every point is gone around once inside and never outside), and segments meet at
 * common ends alone (so that no ring goes around any ground twice). Together: the area of the union is the community's and
 * the interiors are disjoint, with no tolerance and no area computed.
 */
import type { Coverage, CoverageEdit, Position, Ring, VertexId } from './coverage.ts';
import { isBetween, orient, segmentsMeet } from './predicates.ts';
import { boxesMeet, boxOf, type Box } from './rings.ts';

interface Segment {
  readonly from: Position;
  readonly to: Position;
  readonly box: Box;
  /** The same for the same two places, in either direction. */
  readonly name: number;
  /** 1 from the place with the smaller number to the other, −1 back. */
  readonly direction: 1 | -1;
}
interface Outline {
  readonly box: Box;
  readonly segments: readonly Segment[];
  readonly vertices: readonly VertexId[];
}

/** Places are numbered below this, so that two numbers fit into one that is exact. */
const PLACE_LIMIT = 2 ** 26;

export class PlaneLedger {
  readonly #places = new Map<number, Map<number, number>>();
  #placeCount = 0;
  /** How often a segment is gone along forward less how often backward, where that is not 0. */
  readonly #open = new Map<number, number>();
  readonly #faces = new Map<string, Outline>();
  readonly #zones = new Map<string, Outline>();
  readonly #facesAt = new Map<VertexId, Set<string>>();

  constructor(coverage: Coverage) {
    for (const key of coverage.faces.keys()) this.#begin(coverage, key);
    for (const key of coverage.zones.keys()) this.#beginZone(coverage, key);
  }

  /** Goes on to the coverage that the edit has made, and says what is wrong there: nothing, where the edit is right. */
  follow(after: Coverage, edit: CoverageEdit): string[] {
    const touched = new Set([...edit.faces.map(({ key }) => key), ...edit.positions.flatMap(({ key }) => [...(this.#facesAt.get(key) ?? [])])]);
    const segmentsNow = () => [...touched].flatMap((key) => this.#faces.get(key)?.segments ?? []);
    const before = new Set(segmentsNow().map(({ name }) => name));
    for (const key of touched) this.#end(key);
    for (const key of touched) this.#begin(after, key);
    for (const { key } of edit.zones) {
      this.#count(this.#zones.get(key)?.segments ?? [], 1);
      this.#beginZone(after, key);
    }
    const fresh = segmentsNow().filter(({ name }) => !before.has(name));
    return [...this.unbalanced(), ...fresh.flatMap((segment) => this.#contactsOf(segment))];
  }

  /** Segments of borders that nobody meets. */
  unbalanced(): string[] {
    return [...this.#open].map(([name, sum]) => `a border is gone along ${sum} times too often: ${name}`);
  }

  /** Segments that meet elsewhere than at common ends, in all of the plane; for the beginning. */
  contacts(): string[] {
    const sorted = [...this.#faces.values()].flatMap(({ segments }) => segments).sort((p, q) => p.box[0] - q.box[0]);
    const found: string[] = [];
    let active: Segment[] = [];
    for (const segment of sorted) {
      active = active.filter(({ box }) => box[2] >= segment.box[0]);
      found.push(...wrongContacts(segment, active));
      active.push(segment);
    }
    return found;
  }

  #begin(coverage: Coverage, key: string): void {
    const face = coverage.faces.get(key);
    if (face?.layer !== 'ground') return;
    const outline = this.#outlineOf(coverage, face.rings);
    this.#faces.set(key, outline);
    this.#count(outline.segments, 1);
    for (const vertex of outline.vertices) {
      const keys = this.#facesAt.get(vertex);
      if (keys) keys.add(key);
      else this.#facesAt.set(vertex, new Set([key]));
    }
  }

  #end(key: string): void {
    const outline = this.#faces.get(key);
    if (!outline) return;
    this.#faces.delete(key);
    this.#count(outline.segments, -1);
    for (const vertex of outline.vertices) this.#facesAt.get(vertex)?.delete(key);
  }

  #beginZone(coverage: Coverage, key: string): void {
    const outline = this.#outlineOf(coverage, coverage.zones.get(key) ?? []);
    this.#zones.set(key, outline);
    this.#count(outline.segments, -1);
  }

  #count(segments: readonly Segment[], step: 1 | -1): void {
    for (const { name, direction } of segments) {
      const sum = (this.#open.get(name) ?? 0) + direction * step;
      if (sum === 0) this.#open.delete(name);
      else this.#open.set(name, sum);
    }
  }

  #outlineOf({ positions }: Coverage, rings: readonly Ring[]): Outline {
    const segments: Segment[] = [];
    for (const ring of rings) {
      for (const [i, vertex] of ring.entries()) {
        const [from, to] = [positions.get(vertex)!, positions.get(ring[(i + 1) % ring.length]!)!];
        const [a, b] = [this.#placeOf(from), this.#placeOf(to)];
        segments.push({ from, to, box: boxOf([from, to]), name: Math.min(a, b) * PLACE_LIMIT + Math.max(a, b), direction: a < b ? 1 : -1 });
      }
    }
    return { box: boxOf(segments.map(({ from }) => from)), segments, vertices: rings.flat() };
  }

  #placeOf([lng, lat]: Position): number {
    const column = this.#places.get(lng) ?? new Map<number, number>();
    this.#places.set(lng, column);
    const known = column.get(lat);
    if (known !== undefined) return known;
    column.set(lat, this.#placeCount);
    return this.#placeCount++;
  }

  #contactsOf(segment: Segment): string[] {
    const near = [...this.#faces.values()].filter(({ box }) => boxesMeet(box, segment.box));
    return near.flatMap(({ segments }) => wrongContacts(segment, segments));
  }
}

function wrongContacts(segment: Segment, others: readonly Segment[]): string[] {
  const wrong = others.filter((other) => other.name !== segment.name && boxesMeet(other.box, segment.box) && meetsWrongly(segment, other));
  return wrong.map((other) => `${segment.from}–${segment.to} meets ${other.from}–${other.to}`);
}

const isSame = (a: Position, b: Position) => a[0] === b[0] && a[1] === b[1];

/** Whether two segments have more in common than an end. */
function meetsWrongly({ from: a, to: b }: Segment, { from: c, to: d }: Segment): boolean {
  const shared = [a, b].find((end) => isSame(end, c) || isSame(end, d));
  if (shared === undefined) return segmentsMeet(a, b, c, d);
  const [p, q] = [isSame(shared, a) ? b : a, isSame(shared, c) ? d : c];
  return orient(shared, p, q) === 0 && (isBetween(shared, p, q) || isBetween(shared, q, p));
}
