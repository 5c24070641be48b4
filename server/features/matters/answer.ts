/** Rows of the database to the answer's parts; what may be told is decided here, nothing is read. */
import { noDepartment } from '#contract/events.ts';
import type { MatterAnswer, Unit } from '#contract/matters.ts';
import { maskPhone } from '../../platform/mask.ts';
import { spotText } from '../../platform/spot.ts';
import type { Clustering } from './dense-places.ts';
import type { Finding } from './getis-ord.ts';
import type { CaseList, HelpRow, HotspotShapes, MatterRow } from './queries.ts';
import type { SpotColumns } from './sum-cases.ts';
import { buildNetwork, walkingMeters } from './walking.ts';

/** Fewer cases about protected people are not told as a number, see smallest_told_count. */
export const smallestTold = 5;
const shownClusters = 30;
const resourcesOfCategory = 2;

export interface Cluster {
  id: number;
  cases: number;
  spots: number[];
  points: [number, number][];
}

/** The clusters with most cases. */
export function collectClusters({ labels, clusters }: Clustering, spots: SpotColumns): Cluster[] {
  const all = Array.from({ length: clusters }, (_, id): Cluster => ({ id, cases: 0, spots: [], points: [] }));
  for (const [index, label] of labels.entries()) {
    const cluster = all[label];
    if (!cluster) continue;
    cluster.cases += spots.cases[index]!;
    cluster.spots.push(spots.spot[index]!);
    cluster.points.push([spots.lng[index]!, spots.lat[index]!]);
  }
  return all.sort((a, b) => b.cases - a.cases).slice(0, shownClusters);
}

/** Clusters first, then the areas that chance does not explain, the strongest first. */
export function hotspotsOf(clusters: Cluster[], findings: (Finding & { level: 90 | 95 | 99 })[], shapes: HotspotShapes): MatterAnswer['hotspots'] {
  const clusterFeatures = clusters.flatMap(({ id, cases, spots }, index) => {
    const geometry = shapes.clusters[id];
    return geometry ? [{ type: 'Feature' as const, geometry, properties: { role: 'cluster' as const, id, cases, places: spots.length, rank: index + 1, spots: spots.map(spotText) } }] : [];
  });
  const areaFeatures = [...findings].sort((a, b) => Math.abs(b.z) - Math.abs(a.z)).flatMap(({ code, value, z, p, q, kind, level }) => {
    const shape = shapes.areas[code];
    return shape ? [{ type: 'Feature' as const, geometry: shape.geometry, properties: { role: 'area' as const, code, name: shape.name, cases: value, z: round(z, 2), p, q, kind, level } }] : [];
  });
  return { type: 'FeatureCollection', features: [...clusterFeatures, ...areaFeatures] };
}

/**
 * Cases that the reader may only count: none under 5, in all or in one area. Where the areas left out would come to fewer
 * than 5 together, the smallest that is told is left out too: else a subtraction would tell them.
 */
export function tellCounted(rows: CaseList['withheld']): MatterAnswer['countedOnly'] {
  const total = rows.reduce((sum, { cases }) => sum + cases, 0);
  if (total === 0) return null;
  if (total < smallestTold) return { cases: null, areas: [] };
  const told = rows.filter(({ cases }) => cases >= smallestTold).sort((a, b) => b.cases - a.cases || a.code.localeCompare(b.code));
  const rest = total - told.reduce((sum, { cases }) => sum + cases, 0);
  return { cases: total, areas: rest > 0 && rest < smallestTold ? told.slice(0, -1) : told };
}

/**
 * Departments that handled cases, those with most first and among equals by code, and owners of the matters that have
 * handled none yet; last the cases without one, so that all sum to the total.
 */
export function departmentUnits(matters: MatterRow[], handled: CaseList['handled'], titleOf: (code: string) => string): Unit[] {
  const owners = new Map(matters.map(({ owner, owner_title }) => [owner, owner_title]));
  const codes = [...new Set([...handled.map(({ department }) => department ?? noDepartment).sort(), ...owners.keys()])];
  const isNone = (unit: { department: string }) => Number(unit.department === noDepartment);
  return codes.map((code): Unit & { type: 'department' } => {
    const sum = sumHandled(handled.filter(({ department }) => (department ?? noDepartment) === code));
    return {
      type: 'department', department: code, title: code === noDepartment ? '未定责任单位' : (owners.get(code) ?? titleOf(code)), cases: sum.cases, open: sum.open,
      onTimeRate: sum.due > 0 ? round(sum.inTime / sum.due, 4) : null, returns: sum.returns, meanHours: sum.closed > 0 ? round(sum.hours / sum.closed, 1) : null,
    };
  }).sort((a, b) => isNone(a) - isNone(b) || b.cases - a.cases);
}

const handledSums = ['cases', 'open', 'due', 'inTime', 'returns', 'closed', 'hours'] as const;
type HandledSum = Record<(typeof handledSums)[number], number>;

export function sumHandled(rows: CaseList['handled']): HandledSum {
  return Object.fromEntries(handledSums.map((key) => [key, rows.reduce((sum, row) => sum + row[key], 0)])) as HandledSum;
}

const roles = ['grid_worker', 'grid_leader', 'building_head', 'property_supervisor', 'community_secretary', 'police'];

/** People in charge of a place, who is asked first before the others, and the resources nearest on foot. */
export function helpUnits(row: HelpRow, from: [number, number], ownerRoles: (string | null)[], showsContacts: boolean): Unit[] {
  const wanted = [...new Set([...ownerRoles.filter((role) => role !== null), ...roles])];
  const phone = (text: string) => (showsContacts ? text : maskPhone(text));
  const people = row.in_charge
    .filter(({ role }) => wanted.includes(role))
    .sort((a, b) => wanted.indexOf(a.role) - wanted.indexOf(b.role))
    .map((person): Unit => ({ ...person, type: 'person', spot: spotText(row.spot), phone: phone(person.phone) }));
  const ways = walkingMeters(buildNetwork(row.streets), from, row.resources.map(({ position }) => position));
  const resources = row.resources
    .map((resource, index) => ({ resource, meters: ways[index] ?? resource.meters, measured: typeof ways[index] === 'number' ? ('walking' as const) : ('straight' as const) }))
    .sort((a, b) => a.meters - b.meters);
  const nearest = resources.filter(({ resource }, index) => resources.slice(0, index).filter((other) => other.resource.category === resource.category).length < resourcesOfCategory);
  return [
    ...people,
    ...nearest.map(({ resource, meters, measured }): Unit => ({
      type: 'resource', spot: spotText(row.spot), code: resource.code, name: resource.name, category: resource.category, position: resource.position,
      contact: resource.contact, phone: resource.phone === null ? null : phone(resource.phone), meters: Math.round(meters), measured,
    })),
  ];
}

export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor + 0;
}
