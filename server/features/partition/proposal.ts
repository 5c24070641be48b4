/** One proposal from beginning to end: read the ground, solve it in several ways, shape the grids. Database comes in, rows go out. */
import type { AlternativeKind, ProposalAlternative, ProposalStage, ProposeBody } from '#contract/partition.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { bandOf } from './bands.ts';
import { type Community, type GroundOfPlan, readGround } from './ground/read-ground.ts';
import { type Band, type PartitionWeights, USUAL_WEIGHTS } from './options.ts';
import { type ProposedRow, shapeGrids, summarise } from './proposed-grids.ts';
import { ALTERNATIVE_WEIGHTS, solvePartition } from './solve.ts';

export interface ProposalResult {
  isEstimated: boolean;
  households: number;
  buildings: number;
  units: number;
  alternatives: { summary: ProposalAlternative; grids: ProposedRow[] }[];
}
export type TellProgress = (stage: ProposalStage, share: number) => void;

/** Shares of the whole work at which the stages begin. */
const begins: Record<ProposalStage, number> = { waiting: 0, lines: 0.02, blocks: 0.16, cuts: 0.2, faces: 0.26, units: 0.33, solving: 0.4, writing: 0.97 };
/** Steps of the search are spared where there are many units: about as many steps for a county as for a street. */
const unitsWithFullEffort = 3000;

/** The same ground, wishes and seed give the same rows. Throws NoGround. */
export async function makeProposal(db: Pick<RequestDatabase, 'query'>, planId: string, asked: ProposeBody, tell: TellProgress): Promise<ProposalResult> {
  const ground = await readGround(db, { planId, within: asked.within ?? '', bandOf: (community, isAlone) => bandFor(asked, community, isAlone), onStage: (stage) => tell(stage, begins[stage]) });
  const chosen = chooseAlternatives(asked, ground);
  const isAlone = ground.communities.length === 1;
  const zoneBands = Object.fromEntries(ground.communities.map((community) => [community.code, bandFor(asked, community, isAlone)]));
  const effort = Math.min(1, Math.max(0.1, unitsWithFullEffort / ground.graph.units.length));
  const solving = begins.writing - begins.solving;
  const alternatives = chosen.map(({ kind, weights }, number) => {
    const onProgress = (done: number) => tell('solving', begins.solving + (solving * (number + done)) / chosen.length);
    const partition = solvePartition(ground.graph, { ...Object.values(zoneBands)[0]!, zoneBands, seed: asked.seed, weights, effort }, { onProgress });
    return { summary: summarise(number, kind, partition), grids: shapeGrids(ground, partition) };
  });
  const households = ground.buildings.reduce((total, building) => total + building.households, 0);
  return { isEstimated: ground.isEstimated, households, buildings: ground.buildings.length, units: ground.graph.units.length, alternatives };
}

/** The bands were checked when the proposal was asked for: what cannot be is taken as configured. */
function bandFor(asked: ProposeBody, community: Community, isAlone: boolean): Band {
  const { min, max } = community.band;
  return bandOf(asked, community, isAlone) ?? { min, max, target: Math.round((min + max) / 2) };
}

function chooseAlternatives({ weights }: ProposeBody, { graph }: GroundOfPlan): { kind: AlternativeKind; weights: PartitionWeights }[] {
  const hasToday = graph.units.some(({ currentGrid, isDedicated }) => currentGrid != null && !isDedicated);
  const usual = (['balanced', 'compact', 'streets', 'leastChange'] as const).filter((kind) => kind !== 'leastChange' || hasToday);
  const own = weights ? [{ kind: 'own' as const, weights: { ...USUAL_WEIGHTS, ...definedOf(weights) } }] : [];
  return [...own, ...usual.map((kind) => ({ kind, weights: ALTERNATIVE_WEIGHTS[kind] }))];
}

function definedOf(weights: NonNullable<ProposeBody['weights']>): Partial<PartitionWeights> {
  return Object.fromEntries(Object.entries(weights).filter(([, value]) => value !== undefined));
}
