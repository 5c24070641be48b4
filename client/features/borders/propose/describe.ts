import type { ProposalReason } from '#contract/partition.ts';
import { formatCount, formatDistance } from '../../../shared/format.ts';
import type { ProposeWords } from '../../../shared/words/propose.ts';

const wordOf = (list: Record<string, string>, code: string) => (Object.hasOwn(list, code) ? (list[code] ?? code) : code);

/** A reason as a sentence in the reader's words. */
export function describeReason(reason: ProposalReason, words: ProposeWords): string {
  switch (reason.code) {
    case 'follows':
      return words.reasons.follows(wordOf(words.lineKinds, reason.kind), reason.names.join(words.listJoin), formatDistance(reason.meters));
    case 'estate-whole':
      return words.reasons.estateWhole(reason.names.join(words.listJoin));
    case 'estate-torn':
      return words.reasons.estateTorn(reason.names.join(words.listJoin));
    case 'dedicated':
      return reason.kind === '' ? words.reasons.dedicatedToday : words.reasons.dedicated(wordOf(words.grounds, reason.kind), reason.name);
    case 'continues':
      return reason.movedIn > 0 ? words.reasons.continues(reason.gridCode, formatCount(reason.movedIn)) : words.reasons.continuesSame(reason.gridCode);
    case 'in-band':
      return words.reasons.inBand(reason.households, reason.min, reason.max);
    case 'outside-band':
      return words.reasons.outsideBand(reason.households, reason.min, reason.max, wordOf(words.misfitWhy, reason.why));
  }
}
