import { noDepartment } from '#contract/events.ts';
import type { MatterAnswer } from '#contract/matters.ts';
import type { CaseQuestion } from '../../features/events/api.ts';
import type { LinkArea } from '../../shared/area-code.ts';
import { type CaseFilter, isMatterCode, type MatterLink } from '../../shared/matter-code.ts';
import type { Words } from '../../shared/words/words.ts';

/** A list without a matter stands by itself: all cases of an element, or of a place. */
export interface CaseContext {
  matter: MatterLink | null;
  area: LinkArea | null;
  /** The place that the area's filter narrows everything to. */
  under: string | null;
  /** The matter's answer, which knows what its words and clusters mean; undefined while it is on its way. */
  answer: MatterAnswer | undefined;
}
const mostMatters = 100;

/** What the list of the link asks the server; null while the answer that it belongs to is not here yet. */
export function caseQuestion(cases: CaseFilter, { matter, area, under, answer }: CaseContext): CaseQuestion | null {
  const { cluster, element, spot, state, department, weekday, hour, reopened } = cases;
  const own = {
    ...(element ? { element } : {}), ...(spot ? { spot } : {}), ...(department ? { department } : {}), ...(state ? { state: state as NonNullable<CaseQuestion['state']> } : {}),
    ...(weekday ? { weekday } : {}), ...(hour ? { hour } : {}), ...(reopened ? { returned: 'yes' as const } : {}),
  };
  if (matter === null || isAlone(cases)) return { ...own, ...(cases.matter ? { matter: cases.matter } : {}), ...(cases.from ? { from: cases.from } : {}), ...(cases.to ? { to: cases.to } : {}), ...withinOf(cases.within, area, under) };
  if (!answer) return null;
  const within = cases.within ?? (matter.within === 'drawn' ? null : matter.within);
  const codes = isMatterCode(matter.matter) ? [matter.matter] : answer.matters.map(({ code }) => code).slice(0, mostMatters);
  return {
    ...own, matter: codes.join(','), from: cases.from ?? answer.period.from, to: cases.to ?? answer.period.to,
    ...(within ? { within } : {}), ...(matter.within === 'drawn' && area ? { parts: area.parts } : {}), ...(cluster === undefined ? {} : { spots: spotsOf(answer, cluster) }),
  };
}

/** Whether the list stands by itself beside a matter: of an element, of one matter at a place, or of the area. */
export function isAlone({ element, matter, within }: CaseFilter): boolean {
  return element !== undefined || matter !== undefined || within === 'drawn';
}

/** `drawn` is the area of the link, as its filter narrows it. */
function withinOf(within: string | undefined, area: LinkArea | null, under: string | null): Pick<CaseQuestion, 'within' | 'parts'> {
  if (within === 'drawn') return area ? { parts: area.parts, ...(under ? { within: under } : {}) } : {};
  return within ? { within } : {};
}

function spotsOf(answer: MatterAnswer, cluster: string): string[] {
  return answer.hotspots.features.flatMap(({ properties }) => (properties.role === 'cluster' && String(properties.id) === cluster ? properties.spots : []));
}

/** What narrows the list, in words. @param placeName of the place that the area's filter narrows everything to */
export function caseTags(cases: CaseFilter, { answer, placeName }: { answer: MatterAnswer | undefined; placeName: string | null }, words: Words, titleOf: (type: string, code: string) => string): string[] {
  const { tags } = words.matters;
  const states: Record<string, string> = { open: tags.open, ended: tags.ended, overdue: tags.overdue };
  const place = answer && [...answer.places, ...answer.repeats].find(({ spot }) => spot === cases.spot)?.name;
  const rank = answer?.hotspots.features.find(({ properties }) => properties.role === 'cluster' && String(properties.id) === cases.cluster)?.properties;
  const area = answer?.hotspots.features.find(({ properties }) => properties.role === 'area' && properties.code === cases.within)?.properties;
  const all: (string | false | null | undefined)[] = [
    cases.from !== undefined && tags.period(cases.from, cases.to ?? cases.from),
    cases.spot !== undefined && (place || tags.here),
    cases.element !== undefined && tags.element,
    cases.cluster !== undefined && tags.cluster(rank?.role === 'cluster' ? String(rank.rank) : cases.cluster),
    cases.within !== undefined && (cases.within === 'drawn' ? words.matters.drawnArea : area?.role === 'area' ? area.name : cases.within),
    cases.within === 'drawn' && placeName,
    cases.state !== undefined && (states[cases.state] ?? titleOf('event_state', cases.state)),
    cases.department !== undefined && (cases.department === noDepartment ? words.matters.noDepartment : titleOf('department', cases.department)),
    cases.weekday !== undefined && tags.weekday(words.matters.weekdays[Number(cases.weekday) - 1] ?? cases.weekday),
    cases.hour !== undefined && tags.hour(cases.hour),
    cases.reopened !== undefined && tags.returned,
  ];
  return all.filter((tag) => typeof tag === 'string');
}
