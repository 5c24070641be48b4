import type { Geometry } from 'geojson';
import type { PersonInCharge } from '#contract/shapes.ts';
import type { SheetMap } from './draw-map.ts';
import { type BorderSegment, saySide, tellSides } from './sides.ts';

/** What the database tells of one grid for its sheet. */
export interface SheetRow extends SheetMap {
  code: string;
  kind: string;
  name: string;
  households: number;
  householdsSource: 'registered' | 'estimated' | 'unknown';
  /** Day of the present shape; null in a plan. */
  validFrom: string | null;
  /** Province … community. */
  chain: string | null;
  squareMeters: number;
  perimeterMeters: number;
  buildings: number;
  inCharge: PersonInCharge[];
  geometry: Geometry;
  sides: BorderSegment[];
}
/** A border sheet in words, ready to be written. */
export interface BorderSheet {
  title: string;
  subtitle: string;
  facts: [string, string][];
  map: SheetMap;
  sides: string[];
  people: string[][];
}

const kindTitles: Record<string, string> = { base: '基础网格', dedicated: '专属网格', micro: '微网格' };

/** A plan counts by an estimate where no register tells; today's grids have what is registered. */
function tellHouseholds({ households, householdsSource }: Pick<SheetRow, 'households' | 'householdsSource'>): string {
  const count = households.toLocaleString('zh-CN');
  if (householdsSource === 'registered') return `${count} 户`;
  return householdsSource === 'estimated' && households > 0 ? `约 ${count} 户（按楼栋估算）` : '未登记';
}

/** @param plan name of the plan whose grid it is, or null for today's */
export function composeSheet(row: SheetRow, plan: string | null): BorderSheet {
  const { geometry, neighbours, lines, outlines } = row;
  return {
    title: row.name,
    subtitle: [row.chain, '网格四至说明', plan === null ? `现行边界自 ${row.validFrom ?? '未知'} 起` : `方案“${plan}”，尚未生效`].filter(Boolean).join(' · '),
    facts: [
      ['编码', row.code],
      ['类型', kindTitles[row.kind] ?? row.kind],
      ['面积', `${(row.squareMeters / 10_000).toFixed(2)} 公顷`],
      ['户数', tellHouseholds(row)],
      ['楼栋', `${row.buildings.toLocaleString('zh-CN')} 栋`],
      ['边界长', `${Math.round(row.perimeterMeters).toLocaleString('zh-CN')} 米`],
    ],
    map: { geometry, neighbours, lines, outlines },
    sides: tellSides(row.sides).map((side) => `${saySide(side)}（${side.along.map(({ title, meters }) => `${title} ${Math.round(meters)} 米`).join('，')}）`),
    people: row.inCharge.map(({ roleTitle, holder, phone, scope }) => [roleTitle, holder, phone, scope === 'grid' ? '本网格' : '所属社区']),
  };
}
