/** The rules of border plans as tables: the server's checks and the client's buttons read them. */

export const planStatuses = ['draft', 'submitted', 'approved', 'scheduled', 'adopted', 'discarded'] as const;
export type PlanStatus = (typeof planStatuses)[number];

/**
 * The steps of a border plan: from which states, to which, by which right, and whether it must be said why. The
 * server's rule and the client's buttons read this one table. `other` means: not by the one who made it, nor by the one who
 * submitted it; `author`: by one of these two, or by who reviews. What was approved is given up by who could have adopted it.
 */
export const planSteps = {
  submit: { from: ['draft'], to: 'submitted', right: 'borders.write', by: 'anyone', needsNote: false },
  withdraw: { from: ['submitted'], to: 'draft', right: 'borders.write', by: 'author', needsNote: false },
  return: { from: ['submitted', 'approved'], to: 'draft', right: 'borders.review', by: 'anyone', needsNote: true },
  approve: { from: ['submitted'], to: 'approved', right: 'borders.review', by: 'other', needsNote: false },
  /** At once, or on a day to come; a submitted plan is approved by the same step where another than its author takes it. */
  adopt: { from: ['approved', 'submitted'], to: 'adopted', right: 'borders.adopt', by: 'anyone', needsNote: false },
  unschedule: { from: ['scheduled'], to: 'approved', right: 'borders.adopt', by: 'anyone', needsNote: false },
  discard: { from: ['draft', 'submitted', 'approved'], to: 'discarded', right: 'borders.write', by: 'author', needsNote: false, rightFrom: { approved: 'borders.adopt' } },
} as const satisfies Record<string, StepRule>;
interface StepRule {
  from: readonly PlanStatus[];
  to: PlanStatus;
  right: string;
  by: 'anyone' | 'other' | 'author';
  needsNote: boolean;
  /** Another right than the usual one, from some states. */
  rightFrom?: Partial<Record<PlanStatus, string>>;
}
export type PlanStep = keyof typeof planSteps;

export interface PlanSituation {
  status: PlanStatus;
  rights: readonly string[];
  /** Whether the reader is the one who made it or who submitted it. */
  isAuthor: boolean;
  /** Whether the plan's ground lies in the reader's jurisdiction. */
  isInJurisdiction: boolean;
}
export const planObstacles = ['wrong-state', 'no-right', 'needs-another', 'not-yours', 'outside'] as const;
export type PlanObstacle = (typeof planObstacles)[number];

/** The right that a step needs from a state. */
export function rightOfStep(step: PlanStep, status: PlanStatus): string {
  const { right, rightFrom }: StepRule = planSteps[step];
  return rightFrom?.[status] ?? right;
}

/** Why a step is not possible now, or null where it is. */
export function planStepObstacle(step: PlanStep, { status, rights, isAuthor, isInJurisdiction }: PlanSituation): PlanObstacle | null {
  const rule: StepRule = planSteps[step];
  if (!rule.from.includes(status)) return 'wrong-state';
  if (!rights.includes(rightOfStep(step, status))) return 'no-right';
  if (!isInJurisdiction) return 'outside';
  if (rule.by === 'author' && !isAuthor && !rights.includes('borders.review')) return 'not-yours';
  const isFirstApproval = step === 'adopt' && status === 'submitted';
  return isAuthor && (rule.by === 'other' || isFirstApproval) ? 'needs-another' : null;
}

/** Hard faults block; warnings are told and stay the administrator's to weigh. */
export const problemKinds = {
  'not-valid': 'fault',
  multipart: 'fault',
  overlap: 'fault',
  gap: 'fault',
  'outside-community': 'fault',
  sliver: 'fault',
  'building-cut': 'fault',
  'building-in-no-grid': 'fault',
  'micro-outside-parent': 'fault',
  'duplicate-code': 'fault',
  'dead-code': 'fault',
  'outside-band': 'warning',
  'dedicated-with-households': 'warning',
  'not-compact': 'warning',
  'crosses-river': 'warning',
  'crosses-road': 'warning',
  'far-for-worker': 'warning',
} as const satisfies Record<string, 'fault' | 'warning'>;
export type BorderProblemKind = keyof typeof problemKinds;

/** An adoption is appointed for a day within this many years: later ones are slips of the hand. */
export const farthestYears = 5;

/** Where the judge draws its lines. */
export const judgeLimits = {
  /** A footprint may lie this far over a border: less than surveys of one house differ by (0.2 m on a wall of 5 m). */
  cutSquareMeters: 1,
  /** Smaller than the smallest house: a remnant of drawing. */
  sliverSquareMeters: 50,
  /** Twice the area by the outline, the mean width of a strip: narrower than a footpath is a remnant as well. */
  sliverMeters: 2,
  /** A street or river crosses a grid where it leaves two parts of at least this share: what it cuts off at the rim is smaller. */
  partShare: 0.05,
  /** Main roads: motorway, trunk, primary, secondary. */
  mainRoadRank: 3,
  /** A walk of a quarter of an hour, as the 15-minute life circle reckons it. */
  workerMeters: 1_000,
  /** Polsby–Popper of a strip ten times as long as wide; a square has 0.79. */
  compactness: 0.25,
} as const;
