import { freeSequence, lastSequence } from '#contract/border-codes.ts';
import type { BorderOp } from '#contract/borders.ts';
import type { PolygonShape } from '#contract/coverage/shapes.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import { decideReplacement } from './decide-named.ts';
import * as queries from './edit-queries.ts';
import { codeOf, type DecidedEdit, lineage, nameAfter, untakenName } from './ground.ts';
import { type GroundRow, listCommunities, type PlanCommunity } from './plan-queries.ts';
import { notValid } from './refusals.ts';
import type { Replacement } from './replacement.ts';
import { readShape } from './wkb.ts';

const [gridsSql, homesSql] = [readSql(import.meta.url, './proposal-grids.sql'), readSql(import.meta.url, './proposal-homes.sql')];

export interface DrawnRow {
  number: number;
  community_code: string;
  kind: 'base' | 'dedicated';
  /** The grid of the plan whose code it keeps. */
  continues: string | null;
  geometry: PolygonShape;
  predecessors: string[];
  /** The land use that earns it a grid of its own. */
  ground: string | null;
}
/** A micro-grid and the number of the drawn grid that holds it whole. */
export interface Home {
  code: string;
  home: number | null;
}

const grounds: Record<string, string> = { park: '公园', education: '校园', medical: '医院', commercial: '市场', public: '公共机构', transport: '车站', industrial: '厂区', forest: '山林' };

/** Grids that the machine has drawn, in the place of the plan's. Throws not-found, border-not-valid. */
export async function decideProposal(db: RequestDatabase, planId: string, { proposalId, alternative }: Extract<BorderOp, { op: 'takeProposal' }>): Promise<DecidedEdit> {
  const values = [planId, proposalId, alternative];
  const found = await db.query<Omit<DrawnRow, 'geometry'> & { shape: Buffer }>({ text: gridsSql, values });
  if (found.length === 0) throw new ProblemError('not-found', 'There is no such proposal, or it is not done.');
  const drawn = found.map(({ shape, ...row }): DrawnRow => ({ ...row, geometry: polygonOf(shape) }));
  const codes = [...new Set(drawn.map(({ community_code }) => community_code))];
  const homes = await db.query<Home>({ text: homesSql, values });
  const communities = await listCommunities(db, planId, codes);
  const rows = (await queries.loadGround(db, planId, { communities: codes })).filter(({ community_code }) => codes.includes(community_code));
  return decideReplacement(db, planId, toReplacement(drawn, homes, rows, communities));
}

function polygonOf(shape: Buffer): PolygonShape {
  const read = readShape(shape);
  if (read.type !== 'Polygon') throw new Error('a drawn grid is no polygon');
  return read;
}

/** What was drawn as a replacement: grids that go on keep code and name, the others get the next numbers; micro-grids stay where one grid holds them. */
export function toReplacement(drawn: readonly DrawnRow[], homes: readonly Home[], rows: readonly GroundRow[], communities: readonly PlanCommunity[]): Replacement {
  const known = new Map(rows.map((row) => [row.code, row]));
  const numbers = new Map(communities.map(({ code, next_sequence, taken_sequences }) => [code, { next: next_sequence, taken: new Set(taken_sequences) }]));
  const stays = drawn.flatMap(({ continues, kind }) => known.get(continues ?? '')?.kind === kind ? [known.get(continues ?? '')] : []);
  const names = new Set([...stays, ...homes.map(({ code }) => known.get(code))].flatMap((row) => (row ? [row.community_code + row.name] : [])));
  const codes = new Map<number, string>();
  const grids = drawn.map((grid): Replacement['grids'][number] => {
    const row = grid.continues === null ? undefined : known.get(grid.continues);
    const code = row?.code ?? takeCode(grid.community_code, numbers);
    codes.set(grid.number, code);
    const name = row?.kind === grid.kind ? row.name : nameOf(grid, Number(code.slice(-3)), rows, names);
    names.add(grid.community_code + name);
    const origins = grid.predecessors.flatMap((from) => lineage(known.get(from) ?? { code: from, is_new: false, predecessors: [] }));
    const predecessors = [...new Set(row ? row.predecessors : origins)].filter((from) => from !== code);
    return { code, kind: grid.kind, communityCode: grid.community_code, parentCode: null, name, predecessors, geometry: row ? asBefore(grid.geometry, row.rings) : grid.geometry };
  });
  const kept = new Set(grids.map(({ code }) => code));
  const micro = homes.flatMap(({ code, home }) => keepMicro(known.get(code), home === null ? undefined : codes.get(home)));
  const left = new Set([...kept, ...micro.map(({ code }) => code)]);
  return { op: 'replace', grids: [...grids, ...micro], removed: rows.map(({ code }) => code).filter((code) => !left.has(code)) };
}

function takeCode(community: string, numbers: Map<string, { next: number; taken: ReadonlySet<number> }>): string {
  const { next, taken } = numbers.get(community) ?? { next: 1, taken: new Set() };
  const sequence = freeSequence(next, taken);
  if (sequence === null) throw notValid([{ detail: `The community has no number left for another grid: ${lastSequence} is the last.`, pointer: '/proposalId' }]);
  numbers.set(community, { next: sequence + 1, taken });
  return codeOf(community, sequence);
}

/** `桂花9号网格`, or for a park `桂花9号公园专属网格`, after the names that the community has. */
function nameOf({ community_code, kind, ground }: DrawnRow, sequence: number, rows: readonly GroundRow[], names: ReadonlySet<string>): string {
  const example = rows.find((row) => row.community_code === community_code && row.kind === 'base')?.name ?? '';
  const nameBy = (number: number) => (kind === 'base' ? nameAfter(example, number) : nameAfter(example, number).replace(/网格$/, `${grounds[ground ?? ''] ?? ''}专属网格`));
  return untakenName(nameBy, sequence, (name) => names.has(community_code + name));
}

function keepMicro(row: GroundRow | undefined, parentCode: string | undefined): Replacement['grids'] {
  if (!row || !parentCode) return [];
  return [{ code: row.code, kind: 'micro', communityCode: row.community_code, parentCode, name: row.name, predecessors: row.predecessors, geometry: { type: 'Polygon', coordinates: row.rings } }];
}

/** Rings begin where they began before, so that a grid that is as it was has the same bytes. */
function asBefore(shape: PolygonShape, before: GroundRow['rings']): PolygonShape {
  const starts = new Set(before.map((ring) => `${ring[0]?.[0]} ${ring[0]?.[1]}`));
  return {
    type: 'Polygon',
    coordinates: shape.coordinates.map((ring) => {
      const open = ring.slice(0, -1);
      const at = Math.max(0, open.findIndex(([lng, lat]) => starts.has(`${lng} ${lat}`)));
      const turned = [...open.slice(at), ...open.slice(0, at)];
      return [...turned, turned[0]!];
    }),
  };
}
