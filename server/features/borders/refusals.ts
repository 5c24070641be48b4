import type { BorderProblem } from '#contract/borders.ts';
import { refusal } from '#contract/refusals.ts';
import type { Refusal, RefusalReason } from '#contract/coverage/coverage.ts';
import type { FieldError } from '#contract/shapes.ts';
import { ProblemError } from '../../platform/problem.ts';

/** Why an edit is not made, and what to do. */
const words: Record<RefusalReason, string> = {
  'not-a-number': 'A coordinate is not a number. Send [longitude, latitude].',
  'out-of-world': 'A position lies outside the world. Send [longitude, latitude].',
  'no-such-grid': 'The plan has no such grid. Open it again to see its grids.',
  'no-such-vertex': 'There is no vertex of a border here. Choose one that the map shows.',
  'vertex-is-junction': 'Three grids or more meet in this vertex, so it stays. Move it instead.',
  'line-too-short': 'The line is too short. Draw it right through the grid.',
  'line-crosses-itself': 'The line crosses itself here. Draw it without a loop.',
  'line-does-not-cross': 'The line does not cross the grid. Begin outside it, or on its border, and end on the other side.',
  'line-touches-only': 'The line touches the border at one point only. Draw it right through the grid.',
  'line-crosses-twice': 'The line crosses the grid more than once. Split it at one place after the other.',
  'line-runs-along': 'The line runs along the border and takes no ground. Draw it through the grid.',
  'too-many-vertices': 'The shape has too many vertices. Draw it in parts or with fewer.',
  'not-neighbours': 'The grids have no common border. Choose grids that lie side by side.',
  'would-be-multipart': 'A grid would fall into several parts here. Take in the ground between them, or leave a way.',
  'would-be-empty': 'A grid would have no ground left. Merge it with its neighbour instead.',
  'would-cross': 'Borders would cross or touch each other here. Move less far, or move the vertices beside as well.',
  'border-of-community': "This is the community's border, which a plan of grids cannot move. Move vertices inside it, or have the community's border changed first.",
  'outside-community': 'The place lies outside the community. Stay within its border.',
  'several-communities': 'A grid lies in one community. Draw each community by itself.',
  'not-inside-one': 'A micro-grid lies inside one grid. Keep it within, or move it first.',
  'nothing-changes': 'This changes nothing.',
};

export function refusalProblem({ reason, location, faces }: Refusal): ProblemError {
  const detail = words[reason];
  return notValid([{ detail, kind: reason, gridCodes: [...faces], ...(location ? { location: [location[0], location[1]] } : {}) }]);
}

/** The faults that an edit would make, each with its place. */
export function faultProblem(faults: readonly BorderProblem[]): ProblemError {
  return notValid(faultErrors(faults));
}

export function faultErrors(faults: readonly BorderProblem[]): FieldError[] {
  return faults.map(({ kind, detail, gridCodes, location }) => ({ kind, detail, gridCodes, location }));
}

/** Most refusals have one reason; a whole plan may have thousands. */
const mostErrors = 100;

export function notValid(errors: FieldError[]): ProblemError {
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new ProblemError('border-not-valid', `${errors[0]?.detail ?? 'The borders cannot be used.'}${more}`, { errors: errors.slice(0, mostErrors) });
}

export function versionConflict(present: number): ProblemError {
  const why = refusal('plan-changed', { version: present });
  return new ProblemError('version-conflict', why, { errors: [{ ...why, pointer: '/version', version: present }] });
}

/** A plan is for who answers for all of its ground. */
export function planBeyond(): ProblemError {
  return new ProblemError('no-right', refusal('plan-beyond'));
}

/** A community has 999 codes, and none is given twice. */
export function codesUsedUp(): ProblemError {
  return notValid([{ ...refusal('codes-used-up'), kind: 'dead-code', gridCodes: [] }]);
}
