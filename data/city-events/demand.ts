/** What comes up how often: `demand.csv` for the matters that make nearly all of a year, a thin even share for the rest. */
import { readFileSync } from 'node:fs';
import { readCatalogue, type Matter } from '../../server/features/matters/catalogue.ts';
import { parseCsv } from '../../server/features/matters/csv.ts';

export interface Demand {
  matter: Matter;
  /** Share of the year's events, relative. */
  weight: number;
  season: string;
  hours: string;
  week: string;
  /** Names of site groups, any of which will do. */
  sites: string[];
  /** How unevenly places share it. */
  spread: 'even' | 'some' | 'hot';
  /** Chance that a case that was closed comes back at the same place within weeks. */
  fail: number;
}

/** No cases are made up about these: what is known of such persons is not for play. */
const neverInvented = new Set(['030203', '030204', '030205']);
const restWeight = 0.5;

/** The demand for every matter of the catalogue. */
export function readDemand(matters: Matter[] = readCatalogue().matters): Demand[] {
  const rows = new Map(parseCsv(readFileSync(new URL('./demand.csv', import.meta.url), 'utf8')).map((row) => [row.code, row]));
  return matters
    .filter(({ code }) => !neverInvented.has(code))
    .map((matter) => {
      const row = rows.get(matter.code);
      if (!row) return { matter, weight: restWeight, season: 'flat', hours: 'day', week: 'workdays', sites: usualSites(matter), spread: 'even', fail: 0.02 };
      const spread = row.spread === 'hot' ? 'hot' : row.spread === 'some' ? 'some' : 'even';
      return { matter, weight: Number(row.weight), season: row.season!, hours: row.hours!, week: row.week!, sites: row.site ? [row.site] : usualSites(matter), spread, fail: Number(row.fail) };
    });
}

/** Where a matter happens: at what it concerns; a person or household is never a site, their house is. */
function usualSites({ code, concerns }: Matter): string[] {
  const sites = concerns.map(({ kind, category }) => (['person', 'household', 'dwelling'].includes(kind) ? 'home' : category ? `${kind}:${category}` : kind));
  return sites.length > 0 ? sites : code.startsWith('03') || code.startsWith('04') ? ['home'] : ['road'];
}
