import { z } from 'zod';
import { gridCode, regionCode } from '#contract/shapes.ts';
import { dayOf, today } from './china-time.ts';
import { decodeView, encodeView, escapeValue, type LinkView } from './url-state.ts';

export const gridsTabs = ['edit', 'compare', 'review', 'propose', 'plans', 'history'] as const;
export type GridsTab = (typeof gridsTabs)[number];
export const comparisons = ['side', 'swipe'] as const;
export type Comparison = (typeof comparisons)[number];

/** Everything about the grid administrator's screen that a colleague should see when they open the link. */
export interface GridsLink {
  /** Null: the map opens at the plan's ground, or at the reader's own jurisdiction. */
  view: LinkView | null;
  /** The plan that is open. */
  plan: string | null;
  tab: GridsTab;
  /** The grid that is chosen. */
  grid: string | null;
  /** The region whose plans are listed; null is all that the reader may see. */
  within: string | null;
  /** The past that is shown: a day (`2026-11-21`, as it ended) or a moment in UTC (`2026-11-21T02:30:00Z`). */
  asOf: string | null;
  compare: Comparison;
}
export type GridsLinkPart = 'plan' | 'tab' | 'at' | 'grid' | 'within' | 'asOf' | 'compare';

export const emptyGridsLink: GridsLink = { view: null, plan: null, tab: 'plans', grid: null, within: null, asOf: null, compare: 'side' };

const planId = z.guid().regex(/^[^A-Z]*$/);
const momentText = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/;

/** The tab that stands open where the link names none. */
export function usualTab({ plan, asOf }: Pick<GridsLink, 'plan' | 'asOf'>): GridsTab {
  return plan !== null ? 'edit' : asOf !== null ? 'history' : 'plans';
}

/** Which tabs there are: a plan has its own. */
export function isTabOffered(tab: GridsTab, plan: string | null): boolean {
  return plan === null ? tab === 'plans' || tab === 'history' : tab !== 'plans' && tab !== 'history';
}

/** The link's query text without `?`; parts that are as by default are left out. `decodeGridsLink` reads it back the same. */
export function encodeGridsLink(link: GridsLink): string {
  const parts: [GridsLinkPart, string | null][] = [
    ['plan', link.plan],
    ['tab', link.tab === usualTab(link) ? null : link.tab],
    ['at', link.view && encodeView(link.view)],
    ['grid', link.grid],
    ['within', link.within],
    ['asOf', link.asOf],
    ['compare', link.compare === emptyGridsLink.compare ? null : link.compare],
  ];
  return parts.flatMap(([key, value]) => (value === null ? [] : [`${key}=${escapeValue(value)}`])).join('&');
}

/** Reads a link's query text. A part that cannot be read is left as by default and named in `repaired`; never throws. */
export function decodeGridsLink(text: string): { link: GridsLink; repaired: GridsLinkPart[] } {
  const values = new URLSearchParams(text);
  const repaired: GridsLinkPart[] = [];
  const read = <Value>(part: GridsLinkPart, fallback: Value, decode: (text: string) => Value | null): Value => {
    const value = values.get(part);
    if (value === null) return fallback;
    const decoded = decode(value);
    if (decoded === null) repaired.push(part);
    return decoded ?? fallback;
  };
  const plan = read<string | null>('plan', null, (value) => checked(planId, value));
  const asOf = read<string | null>('asOf', null, (value) => (isMoment(value) ? value : null));
  const usual = usualTab({ plan, asOf });
  const link: GridsLink = {
    view: read<LinkView | null>('at', null, decodeView),
    plan,
    tab: read<GridsTab>('tab', usual, (value) => {
      const tab = checked(z.enum(gridsTabs), value);
      return tab !== null && isTabOffered(tab, plan) ? tab : null;
    }),
    grid: read<string | null>('grid', null, (value) => checked(gridCode, value)),
    within: read<string | null>('within', null, (value) => checked(regionCode, value)),
    asOf,
    compare: read<Comparison>('compare', emptyGridsLink.compare, (value) => checked(z.enum(comparisons), value)),
  };
  return { link, repaired };
}

/** Whether it is a day of the calendar that has begun, or a moment of one (clocks differ by seconds): nobody knows the grids of tomorrow. */
function isMoment(text: string): boolean {
  if (!momentText.test(text)) return false;
  const moment = new Date(text.length === 10 ? `${text}T00:00:00Z` : text);
  if (Number.isNaN(moment.getTime()) || !moment.toISOString().startsWith(text.slice(0, 10))) return false;
  return (text.length === 10 ? text : dayOf(moment)) <= today();
}

function checked<Output>(schema: z.ZodType<Output>, value: unknown): Output | null {
  const result = schema.safeParse(value);
  return result.success ? result.data : null;
}
