/** Turns what the city is made of into rows: gives ids and digital IDs, knows the grid of each cell, and counts. */
import type { Cipher } from '../../server/platform/cipher.ts';
import { copyLine, pointHex, polygonHex, type CopyValue } from './copy-text.ts';
import { digitalId } from './digital-id.ts';
import { city } from './names.ts';
import { createIdentityIssuer } from './people.ts';
import type { CityPlan } from './plan.ts';
import { firstId, type TableName } from './tables.ts';
import type { Position } from './warp.ts';
import type { Lot } from './lots.ts';

export const kindNumbers = { building: 1, dwelling: 2, household: 3, person: 4, organisation: 5, place: 6, facility: 7, hazard: 8, resource: 9, asset: 10, camera: 11, device: 12, worker_post: 13 } as const;
export type Kind = keyof typeof kindNumbers;

export interface Situation {
  /** The day on which the city is described: ages, visits due and hazards open are reckoned from it. `YYYY-MM-DD`. */
  asOf: string;
  cipher: Cipher;
}

export interface ElementDraft {
  kind: Kind;
  category: string;
  name: string;
  address?: string;
  /** A point, or a building's closed rings. */
  at: Position | Position[][];
  buildingId?: number | null;
  parentId?: number | null;
  attrs?: Record<string, string | number | boolean>;
}

export class CityWriter {
  readonly counts: Partial<Record<Kind, number>> = {};
  readonly issueIdentity = createIdentityIssuer();
  readonly county = city.county.code;
  readonly since: string;
  private nextId = firstId;
  private readonly nextOf = new Map<TableName, number>();
  private readonly named = new Map<string, number>();

  constructor(
    readonly plan: CityPlan,
    readonly situation: Situation,
    private readonly write: (table: TableName, line: string) => void,
  ) {
    this.since = `${Number(situation.asOf.slice(0, 4)) - 1}-01-01T00:00:00+08:00`;
  }

  row(table: TableName, values: readonly CopyValue[]): void {
    this.write(table, copyLine(values));
  }

  /** Next number of a table whose ids are plain. */
  numberFor(table: TableName): number {
    const next = this.nextOf.get(table) ?? firstId;
    this.nextOf.set(table, next + 1);
    return next;
  }

  /** The name with the next number that is free under it: what stands along a street is told apart by counting. */
  numbered(name: string): string {
    const number = (this.named.get(name) ?? 0) + 1;
    this.named.set(name, number);
    return `${name}${number}`;
  }

  communityNameOf(lot: Lot): string {
    return this.plan.communities[this.plan.grids[this.plan.gridOfLot[lot.id]!]!.community]!.name;
  }

  gridCodeOf(lot: Lot): string {
    return this.plan.grids[this.plan.gridOfLot[lot.id]!]!.code;
  }

  /** Writes the master row; answers its id. */
  element(lot: Lot, draft: ElementDraft): number {
    const id = this.nextId++;
    const sequence = (this.counts[draft.kind] ?? 0) + 1;
    this.counts[draft.kind] = sequence;
    const grid = this.gridCodeOf(lot);
    const geometry = isRings(draft.at) ? polygonHex(draft.at) : pointHex(draft.at);
    this.row('elements', [
      id, this.county, digitalId(this.county, kindNumbers[draft.kind], sequence), draft.kind, draft.category, draft.name, draft.address ?? '', geometry,
      grid, grid.slice(0, 12), draft.buildingId ?? null, draft.parentId ?? null, draft.attrs ? JSON.stringify(draft.attrs) : '{}', 'demo', this.since, this.since,
    ]);
    return id;
  }

  profile(table: TableName, elementId: number, values: readonly CopyValue[]): void {
    this.row(table, [this.county, elementId, ...values]);
  }

  duty(role: string, holder: string, phone: string, scope: 'region' | 'grid' | 'building', areaCode: string, buildingId: number | null, unit: number | null, sort: number): void {
    this.row('duties', [this.numberFor('duties'), this.county, role, holder, phone, scope, areaCode, buildingId, unit, sort, this.since]);
  }

  /** The day `days` after the city's day, `YYYY-MM-DD`. */
  day(days: number): string {
    return new Date(Date.parse(this.situation.asOf) + days * 86_400_000).toISOString().slice(0, 10);
  }
}

function isRings(at: Position | Position[][]): at is Position[][] {
  return Array.isArray(at[0]);
}

/** A list as PostgreSQL's array text. */
export function arrayText(items: readonly string[]): string {
  return `{${items.map((item) => `"${item}"`).join(',')}}`;
}
