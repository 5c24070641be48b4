/**
 * Why a request is refused, as data: a reason with its values. The sentence here is what logs and other programs read
 * (`detail` of the problem); screens have words of their own for each reason.
 */
type Nothing = Record<string, never>;
type Most = { most: number };
type NamedGrid = { name: string; code: string };

/** 174224366 → `174,224,366`. */
const grouped = (value: number): string => value.toLocaleString('en-US');

export const refusalSentences = {
  // Shapes and pieces of an area.
  'area-too-large': ({ squareKilometers, most }: Most & { squareKilometers: number }) => `The area covers ${grouped(squareKilometers)} km²; ${grouped(most)} are allowed.`,
  'too-many-vertices': ({ vertices, most }: Most & { vertices: number }) => `The shape has ${vertices} vertices; ${most} are allowed.`,
  'line-crosses-itself': ({ most }: Most) => `The line crosses itself more than ${most} times. Draw a plainer one.`,
  'shape-crosses-itself': ({ most }: Most) => `The shape crosses itself. One of up to ${most} vertices is repaired; draw this one anew with fewer.`,
  'shape-empty': (_: Nothing) => 'The shape encloses nothing.',
  'pieces-empty': (_: Nothing) => 'The pieces together enclose nothing.',
  'piece-gone': ({ piece }: { piece: number }) => `Piece ${piece}: there is no such thing with a shape, or it is not for you to see.`,
  'ring-too-short': (_: Nothing) => 'A ring needs at least three different corners.',
  'not-a-number': (_: Nothing) => 'A coordinate is not a number.',
  'axes-swapped': (_: Nothing) => 'The axes look swapped: coordinates are [longitude, latitude].',
  'outside-the-world': (_: Nothing) => 'The position lies outside the world: longitude is -180 to 180, latitude -90 to 90.',
  'radius-missing': (_: Nothing) => 'A point needs radiusMeters beside it.',
  'radius-beside-surface': (_: Nothing) => 'Only a point takes radiusMeters.',
  // Saved areas and searches.
  'too-many-saved-areas': ({ most }: Most) => `You have ${most} saved areas. Delete one first.`,
  'saved-area-gone': (_: Nothing) => 'The saved area was deleted, or it is not shared with you.',
  'saved-area-not-yours': (_: Nothing) => 'Only its owner changes a saved area. Save it under a name of your own.',
  'saved-area-changed': ({ version }: { version: number }) => `The saved area was changed meanwhile: it has version ${version} by now.`,
  'too-many-saved-searches': ({ most }: Most) => `You have ${most} saved searches. Delete one first.`,
  'saved-search-gone': (_: Nothing) => 'The saved search was deleted before, or it is not yours.',
  // Questions.
  'box-not-valid': (_: Nothing) => 'bbox is west,south,east,north in degrees',
  'cursor-of-another-question': (_: Nothing) => 'The cursor does not belong to this question.',
  'period-reversed': (_: Nothing) => 'The period ends before it begins.',
  'period-too-long': ({ most }: Most) => `A period has ${most} days at most.`,
  'matter-or-words': (_: Nothing) => 'Give either a matter or words for it.',
  'matter-unknown': ({ code }: { code: string }) => `There is no matter or class ${code}.`,
  'region-unknown': ({ code }: { code: string }) => `There is no region or grid ${code}.`,
  'no-case-there': (_: Nothing) => 'No case that you may see happened there.',
  'element-gone': (_: Nothing) => 'There is no such element, or it is not for you to see.',
  'person-gone': (_: Nothing) => 'There is no such person, or it is not for you to see.',
  'case-gone': (_: Nothing) => 'There is no such case, or it is not for you to see.',
  // People in charge after an adoption.
  'duty-decided': (_: Nothing) => 'Somebody has decided about one of these duties meanwhile, or the grid is none of its successors.',
  'grid-attended': (_: Nothing) => 'One of these grids has somebody in charge by now, or the person may not take it over.',
  'plan-not-adopted': (_: Nothing) => 'The plan is not adopted yet.',
  // Accounts.
  'account-gone': (_: Nothing) => 'There is no such account, or it is not for you to see.',
  'account-is-yours': (_: Nothing) => 'Nobody does this to the own account.',
  // The matter catalogue.
  'class-full': (_: Nothing) => 'There is no such class, or none of its local codes 81 to 99 is free.',
  'matter-changed': ({ version }: { version: number }) => `The matter was changed meanwhile: it has version ${version} by now.`,
  'not-in-dictionary': (_: Nothing) => 'This is in no dictionary.',
  // Briefs and missions.
  'brief-gone': (_: Nothing) => 'There is no such brief, or it is not for you to read.',
  'brief-not-yours': (_: Nothing) => 'Only its author changes a brief.',
  'brief-changed': (_: Nothing) => 'The brief was changed meanwhile. Open it again.',
  'brief-has-mission': (_: Nothing) => 'A mission was made of this brief; it stays.',
  'brief-around-person': (_: Nothing) => 'A brief cannot be drawn around a person or a protected case: its outline would tell the place. Draw the area instead.',
  'selection-too-large': ({ most }: Most) => `The selection holds more than ${most} things. Choose fewer themes or a smaller area.`,
  'picture-not-usable': ({ side, megabytes }: { side: number; megabytes: number }) => `The picture is no whole PNG (8 bits) or JPEG of at most ${side} pixels a side and ${megabytes} MB.`,
  'too-many-pictures': ({ most }: Most) => `A brief has at most ${most} pictures. Take one out first.`,
  'picture-gone': (_: Nothing) => 'There is no such picture, or it is not for you to see.',
  'mission-gone': (_: Nothing) => 'There is no such mission, or it is not for you to see.',
  'mission-not-yours': (_: Nothing) => 'Only its owner changes a mission.',
  'mission-changed': (_: Nothing) => 'It was changed meanwhile. Open it again.',
  'mission-over': (_: Nothing) => 'The mission is over. Reopen it first.',
  'task-gone': (_: Nothing) => 'There is no such task, or it is not for you to see.',
  'task-begun': (_: Nothing) => 'A task that somebody has begun cannot be taken away.',
  'step-not-yours': (_: Nothing) => 'This step is not yours to take.',
  'step-not-now': (_: Nothing) => 'This step is not possible from the present state.',
  'note-missing': (_: Nothing) => 'Say why.',
  'person-not-here': (_: Nothing) => 'This account does not work in the area, or is unknown.',
  // Plans of grid borders.
  'plan-changed': ({ version }: { version: number }) => `The plan was changed meanwhile: it is at version ${version}. Open it again, or save yours as a new plan.`,
  'plan-behind': (_: Nothing) => "Today's borders are no longer those that the plan began with. Bring it up to date first.",
  'plan-meets-others': (_: Nothing) => 'Both the plan and others have changed this ground. Say for each place whose borders count.',
  'plan-changes-nothing': (_: Nothing) => "The plan changes nothing of today's grids. Change something first, or discard it.",
  'choices-contradict': (_: Nothing) => 'One grid of the plan lies on ground of which a part is to stay as today and a part as planned. Choose the same for these places.',
  'plan-beyond': (_: Nothing) => 'The plan reaches beyond your jurisdiction.',
  'plan-not-draft': (_: Nothing) => 'Only a draft can be edited. Take the plan back first, or copy it.',
  'plan-not-yours': (_: Nothing) => 'This step is for who made or submitted the plan, and for who reviews it.',
  'plan-needs-another': (_: Nothing) => 'Somebody else than who made or submitted it has to take this step.',
  'only-adopted-reverted': (_: Nothing) => 'Only an adopted plan can be taken back.',
  'already-reverted': (_: Nothing) => 'The adopted plan has been taken back by another plan already. Discard this one.',
  'ground-appointed': ({ name, day }: { name: string; day: string }) => `"${name}" takes effect on this ground on ${day}. Take that back first, or wait for it.`,
  'nothing-decided': (_: Nothing) => 'Choose at least one duty or grid.',
  'later-plan-adopted': (_: Nothing) => 'A later plan has changed these grids again. Take that one back first.',
  'grid-began-since': ({ name, code }: NamedGrid) => `${name} (${code}) is new since the plan began.`,
  'grid-ended-since': ({ name, code }: NamedGrid) => `${name} (${code}) has ended since the plan began.`,
  'grid-changed-since': ({ name, code }: NamedGrid) => `${name} (${code}) has changed since the plan began.`,
  'grid-changed-by-both': ({ name, code }: NamedGrid) => `${name} (${code}) has been changed by the plan and by others.`,
  'community-border-changed': ({ name, code }: NamedGrid) => `${name} (${code}) has another border since the plan began.`,
  'grid-name-taken': ({ name }: { name: string }) => `The community has a grid named ${name} already. Give it another name.`,
  'grid-not-in-plan': ({ code }: { code: string }) => `The plan's ground has no grid ${code}.`,
  'micro-stays-micro': (_: Nothing) => 'A micro-grid stays one. Draw the other grid anew.',
  'parent-beside-micro': (_: Nothing) => 'A micro-grid, and it alone, names the grid that holds it.',
  'parent-not-in-plan': (_: Nothing) => 'The plan has no base or dedicated grid of this code to hold it.',
  'grid-kept-and-removed': ({ code }: { code: string }) => `The grid ${code} is both kept and removed.`,
  'grid-stays-in-community': (_: Nothing) => 'A grid stays in its community.',
  'community-not-in-plan': ({ code }: { code: string }) => `The plan does not divide the community ${code}.`,
  'predecessor-unknown': ({ code }: { code: string }) => `The predecessor ${code} is no grid that is or ever was.`,
  'plan-too-many-vertices': ({ vertices, most }: Most & { vertices: number }) => `The shapes have ${vertices} vertices together; ${most} are allowed. Save fewer grids at a time.`,
  'codes-used-up': (_: Nothing) => 'The community has used up its 999 grid codes. A grid that has ended does not free its code.',
  'line-needs-two': (_: Nothing) => 'A line needs two positions or more.',
  'buildings-or-ground': (_: Nothing) => 'Say either which buildings or which ground is handed over.',
  'building-unknown': ({ code }: { code: string }) => `There is no building with the digital ID ${code}.`,
  'building-outside-grids': ({ code }: { code: string }) => `The building ${code} stands in no grid of the plan.`,
  'day-passed': (_: Nothing) => 'Borders cannot change in the past. Leave the date out for today.',
  'day-too-far': ({ years }: { years: number }) => `Borders can be appointed for the next ${years} years at most. Choose an earlier day.`,
  // Single values of a form.
  'value-missing': (_: Nothing) => 'A value is missing.',
  'text-too-short': ({ least }: { least: number }) => `At least ${least} characters are needed.`,
  'text-too-long': ({ most }: Most) => `${most} characters are allowed.`,
  'list-too-short': ({ least }: { least: number }) => `At least ${least} entries are needed.`,
  'list-too-long': ({ most }: Most) => `${most} entries are allowed.`,
  'number-too-small': ({ least }: { least: number }) => `${least} is the least.`,
  'number-too-large': ({ most }: Most) => `${most} is the most.`,
  'value-unknown': (_: Nothing) => 'This is none of the values to choose from.',
  'value-not-readable': (_: Nothing) => 'This is not written as it has to be.',
};
export type RefusalReason = keyof typeof refusalSentences;
export type RefusalValues<Reason extends RefusalReason> = Parameters<(typeof refusalSentences)[Reason]>[0];

export interface Refusal {
  detail: string;
  reason: RefusalReason;
  values: Record<string, string | number>;
}

/** A refusal with its sentence. */
export function refusal<Reason extends RefusalReason>(reason: Reason, ...[values]: RefusalValues<Reason> extends Nothing ? [] : [RefusalValues<Reason>]): Refusal {
  const sentence = refusalSentences[reason] as (values: Refusal['values']) => string;
  const given: Refusal['values'] = values ?? {};
  return { detail: sentence(given), reason, values: given };
}
