import type { RankedPlace } from '#contract/matters.ts';
import { formatCount } from '../../shared/format.ts';
import type { Words } from '../../shared/words/words.ts';

export interface Reason {
  part: keyof RankedPlace['parts'];
  text: string;
  /** Points that it gives. */
  points: number;
}

/** Why a place is ranked where it is, in words, the weightiest reason first; what gives nothing is left out, but for the cases. */
export function reasonsOf({ why, parts }: RankedPlace, words: Words): Reason[] {
  const said = words.matters.why;
  const recurrence = [why.relapses > 0 ? said.relapses(why.relapses) : '', why.returns > 0 ? said.returns(why.returns) : ''].filter(Boolean).join(said.and);
  const all: Reason[] = [
    { part: 'cases', text: said.cases(formatCount(why.cases)), points: parts.cases },
    { part: 'recurrence', text: recurrence, points: parts.recurrence },
    { part: 'open', text: why.open > 0 ? said.open(why.open) : '', points: parts.open },
    { part: 'people', text: why.people === null ? '' : said.people(formatCount(why.people)), points: parts.people },
    { part: 'hazards', text: why.hazards > 0 ? said.hazards(why.hazards) : '', points: parts.hazards },
  ];
  return all.filter(({ text, points, part }) => text !== '' && (points > 0 || part === 'cases')).sort((a, b) => b.points - a.points);
}
