/** 以事项找地点: from the question to the answer. Reads, lets the pure files decide, reads the details of what was chosen. */
import { setImmediate } from 'node:timers/promises';
import { type MatterAnswer, matterLimits, type MatterSummary } from '#contract/matters.ts';
import type { ByteDatabase, RequestDatabase } from '../../platform/database.ts';
import { spotText } from '../../platform/spot.ts';
import { collectClusters, departmentUnits, helpUnits, hotspotsOf, round, smallestTold, sumHandled, tellCounted } from './answer.ts';
import { dateOf, readCases } from './case-columns.ts';
import { clusterPlaces } from './dense-places.ts';
import type { Match } from './find-matters.ts';
import { canJudge, falseDiscoveryRate, fewestCases, type Finding, findHotCells } from './getis-ord.ts';
import type { Period } from './period.ts';
import * as queries from './queries.ts';
import { rankPlaces } from './rank.ts';
import { type CaseSums, chooseCandidates, countRelapses, sumCases } from './sum-cases.ts';
import { trendOf } from './trend.ts';

export interface MatterQuestion {
  matters: queries.MatterRow[];
  matched: Match | null;
  period: Period;
  within: { code: string; name: string } | null;
  /** EWKB in hexadecimal. */
  area: string | null;
  /** False masks telephones. */
  showsContacts: boolean;
  departmentTitle: (code: string) => string;
  now: Date;
}

/** Places that are looked at closely, because most happens there. */
const candidatesWeighed = 200;
/** Cases that make a place a repeat. */
const fewestRepeats = 3;
/** Places that are told who can help there. */
const placesWithHelp = 3;
/** Places whose closed cases are looked at for what was done. */
const placesLearntFrom = 10;

/** Restricted cases that an answer is made of; similar ones may lie before its period. They are to be logged. */
export interface RestrictedCases {
  cases: number;
  similar: number;
}

export async function searchMatters(db: ByteDatabase, question: MatterQuestion): Promise<{ answer: MatterAnswer; restricted: RestrictedCases }> {
  const { matters, period, within } = question;
  const asked = { matters, from: period.start, until: period.end, within: within?.code ?? null, area: question.area };
  const { packed, handled, withheld, seesPeople } = await queries.listCases(db, asked);
  const cases = readCases(packed, handled);
  const sums = sumCases(cases);
  const chosen = chooseCandidates(sums.spots, candidatesWeighed);
  const relapses = countRelapses(cases, sums.spotOf, chosen);
  const [candidates, cells, clustering] = await Promise.all([
    weigh(db, question, sums, chosen, relapses, seesPeople),
    queries.compareAreas(db, sums.areas, asked),
    // The statements have left by then: the database works meanwhile.
    afterThisTurn(() => clusterPlaces(sums.spots, matterLimits.clusterMeters)),
  ]);
  const ranked = rankPlaces(candidates);
  const repeated = candidates.filter((place) => place.cases >= fewestRepeats).sort((a, b) => b.cases - a.cases).slice(0, matterLimits.repeats);
  const best = ranked.slice(0, matterLimits.places);
  const compared = cells.map(([code, value, sum, size]) => ({ code, value, sum, size }));
  const findings = findHotCells(compared);
  const clusters = collectClusters(clustering, sums.spots);
  const significant = findings.filter((finding): finding is Finding & { level: 90 | 95 | 99 } => finding.level !== null);
  const detail = await readDetails(db, question, { best, repeated, clusters, significant });
  const totals = sumHandled(handled);
  return {
    restricted: { cases: sumHandled(handled.filter(({ matter }) => queries.restrictedOf(matters).includes(matter))).cases, similar: detail.similar.restricted },
    answer: {
      matters: matters.map((matter) => summarise(matter, handled)),
      matched: question.matched,
      period: { from: period.from, to: period.to },
      within,
      totals: { cases: totals.cases, open: totals.open, returns: totals.returns, places: sums.spots.count },
      countedOnly: tellCounted(withheld),
      places: best.flatMap((place) => {
        const described = detail.places.get(place.spot);
        const { cases: told, relapses: again, returns, open, lastAt, people, hazards, score, parts } = place;
        return described ? [{ ...described, why: { cases: told, relapses: again, returns, open, lastAt, people, hazards }, score, parts }] : [];
      }),
      repeats: repeated.flatMap((place) => {
        const described = detail.places.get(place.spot);
        return described ? [{ spot: described.spot, name: described.name, address: described.address, position: described.position, areaName: described.areaName, cases: place.cases, lastAt: place.lastAt }] : [];
      }),
      repeatTotal: sums.spots.cases.reduce((total, of) => total + (of >= fewestRepeats ? 1 : 0), 0),
      hotspots: hotspotsOf(clusters, significant, detail.shapes),
      hotspotNotes: { clusterMeters: matterLimits.clusterMeters, coreCases: clustering.coreCases, areas: cells.length, verdict: canJudge(compared), fewestCases, falseDiscoveryRate },
      trend: trendOf(sums.hours, period.from, period.to),
      units: [...departmentUnits(matters, handled, question.departmentTitle), ...detail.help],
      similar: detail.similar.similar.map((one) => ({ ...one, spot: spotText(one.spot), reportedAt: timeText(one.reportedAt), closedAt: timeText(one.closedAt), hours: round(one.hours, 1) })),
      solutions: detail.similar.solutions.map((one) => ({ ...one, meanRating: one.meanRating === null ? null : round(one.meanRating, 2), medianHours: round(one.medianHours, 1) })),
      asOf: question.now.toISOString(),
    },
  };
}

async function afterThisTurn<Result>(work: () => Result): Promise<Result> {
  await setImmediate();
  return work();
}

interface Candidate {
  spot: number;
  cases: number;
  open: number;
  returns: number;
  relapses: number;
  /** Null where the reader may not be told. */
  people: number | null;
  hazards: number;
  lng: number;
  lat: number;
  placeCode: string;
  lastAt: string;
}

/** The places that may be ranked, with all their reasons. */
async function weigh(db: RequestDatabase, { matters }: MatterQuestion, { spots }: CaseSums, chosen: number[], relapses: Map<number, number>, seesPeople: boolean): Promise<Candidate[]> {
  const places = chosen.map((at) => ({ at, spot: spots.spot[at]!, lng: spots.lng[at]!, lat: spots.lat[at]! }));
  const hazards = [...new Set(matters.flatMap((matter) => matter.hazards))];
  const around = new Map((await queries.lookAround(db, places.map(({ at: _at, ...place }) => place), hazards)).map((row) => [row.spot, row]));
  return places.map(({ at, ...place }) => {
    const found = around.get(place.spot);
    const people = found?.people ?? null;
    return {
      ...place, cases: spots.cases[at]!, open: spots.open[at]!, returns: spots.returns[at]!, relapses: relapses.get(at) ?? 0,
      people: seesPeople || (people ?? 0) >= smallestTold ? people : null, hazards: found?.hazards ?? 0, placeCode: String(spots.place[at]!), lastAt: dateOf(spots.lastAt[at]!).toISOString(),
    };
  });
}

interface Chosen {
  best: Candidate[];
  repeated: Candidate[];
  clusters: ReturnType<typeof collectClusters>;
  significant: Finding[];
}

/** What the chosen places are called, shapes, help and similar cases: sent together, since none needs another. */
async function readDetails(db: RequestDatabase, { matters, showsContacts }: MatterQuestion, { best, repeated, clusters, significant }: Chosen) {
  const wanted = [...new Map([...best, ...repeated].map((place) => [place.spot, place])).values()];
  const helped = best.slice(0, placesWithHelp);
  const codes = matters.map(({ code }) => code);
  const [places, shapes, help, similar] = await Promise.all([
    queries.describePlaces(db, wanted),
    queries.shapeHotspots(db, clusters, significant.map(({ code }) => code)),
    findHelp(db, matters, helped, showsContacts),
    queries.listSimilar(db, codes, best.slice(0, placesLearntFrom).map(({ spot }) => spot)),
  ]);
  return { places: new Map(places.map((place) => [place.spot, describe(place)])), shapes, help, similar };
}

/** People and resources for places, one place after the other. */
export async function findHelp(db: RequestDatabase, matters: queries.MatterRow[], spots: queries.SpotInput[], showsContacts: boolean) {
  if (spots.length === 0) return [];
  const rows = await queries.findHelp(db, spots, [...new Set(matters.flatMap(({ needs }) => needs))]);
  const ownerRoles = [...new Set(matters.map(({ role }) => role))];
  return spots.flatMap(({ spot, lng, lat }) => {
    const row = rows.find((candidate) => candidate.spot === spot);
    return row ? helpUnits(row, [lng, lat], ownerRoles, showsContacts) : [];
  });
}

function describe(row: queries.SpotRow) {
  const element = row.code === null ? null : { code: row.code, kind: row.kind ?? '', category: row.category ?? '' };
  return { spot: spotText(row.spot), name: row.name, address: row.address, element, position: row.position, areaCode: row.area_code, areaName: row.area_name };
}

function summarise(matter: queries.MatterRow, handled: queries.CaseList['handled']): MatterSummary {
  const { code, name, path, owner, owner_title: ownerTitle, role, role_title: roleTitle, handle } = matter;
  const cases = handled.reduce((sum, row) => sum + (row.matter === code ? row.cases : 0), 0);
  return { code, name, path, owner, ownerTitle, role, roleTitle, handle, cases };
}

/** PostgreSQL writes +00:00 with microseconds; the interface says RFC 3339 as everywhere. */
function timeText(text: string): string {
  return new Date(text).toISOString();
}
