import type { ElementDetail, nameElements } from '#contract/elements.ts';
import type { ResponseOf } from '#contract/endpoint.ts';
import type { AnyGeometry, PersonInCharge, RegionRef } from '#contract/shapes.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import type { RawProfiles } from './profiles.ts';

const detailSql = readSql(import.meta.url, './detail.sql');
const contentSql = readSql(import.meta.url, './content.sql');
const namedSql = readSql(import.meta.url, './named.sql');
const placeSql = readSql(import.meta.url, './place.sql');

export interface ElementRow {
  id: number;
  code: string;
  kind: string;
  category: string;
  category_title: string;
  name: string;
  address: string;
  sensitivity: ElementDetail['sensitivity'];
  geometry: AnyGeometry;
  center: [number, number];
  chain: RegionRef[];
  grid: ElementDetail['grid'];
  in_charge: PersonInCharge[];
  content: ElementDetail['content'];
  building: ElementDetail['building'];
  photos: ElementDetail['photos'];
  history: ElementDetail['history'] | null;
  profiles: RawProfiles;
  source: string;
  valid_from: Date;
  valid_to: Date | null;
  version: number;
  updated_at: Date;
}

export async function findElement(db: RequestDatabase, code: string): Promise<ElementRow | null> {
  const rows = await db.query<ElementRow>({ text: detailSql, values: [code] });
  return rows[0] ?? null;
}

export interface ContentRow {
  is_found: boolean;
  total: number;
  items: { id: number; code: string; kind: string; category: string; name: string }[];
  restricted_kinds: string[];
}
export async function findContent(db: RequestDatabase, code: string, kind: string | null, limit: number): Promise<ContentRow | null> {
  const rows = await db.query<ContentRow>({ text: contentSql, values: [code, kind, limit] });
  return rows[0]?.is_found ? rows[0] : null;
}

export type NamedRow = ResponseOf<typeof nameElements>['items'][number];
export async function findNamed(db: RequestDatabase, codes: string[]): Promise<NamedRow[]> {
  return db.query<NamedRow>({ name: 'find_named', text: namedSql, values: [codes] });
}

export interface PlaceRow {
  regions: RegionRef[];
  grid: { code: string; name: string; kind: string; households: number } | null;
  building: { code: string; kind: string; category: string; name: string; address: string } | null;
  in_charge: PersonInCharge[];
  street: { name: string; countyCode: string; distanceMeters: number } | null;
}
/** What is at a point; outside every region the chain is empty and the people are none. */
export async function findPlace(db: RequestDatabase, lng: number, lat: number): Promise<PlaceRow | null> {
  const rows = await db.query<PlaceRow>({ name: 'find_place', text: placeSql, values: [lng, lat] });
  return rows[0] ?? null;
}

export interface CipherRow {
  name: Buffer | null;
  id_number: Buffer | null;
  phone: Buffer | null;
}
export async function findCiphers(db: RequestDatabase, code: string): Promise<CipherRow | null> {
  const rows = await db.query<CipherRow>({
    text: `select p.name_cipher as name, p.id_number_cipher as id_number, p.phone_cipher as phone
      from elements e join person_profiles p on p.county_code = e.county_code and p.element_id = e.id
      where e.county_code = left($1, 6) and e.code = $1`,
    values: [code],
  });
  return rows[0] ?? null;
}

export async function listKinds(db: RequestDatabase) {
  return db.query<{ kind: string; number: number; titleZh: string; titleEn: string; theme: string; sensitivity: string }>({
    text: `select kind, number, title_zh as "titleZh", title_en as "titleEn", theme, sensitivity from element_kinds order by sort`,
  });
}
export async function listDictionaryEntries(db: RequestDatabase) {
  return db.query<{ type: string; code: string; name: string; nameEn: string | null; isLocal: boolean }>({
    text: `select type, code, name, name_en as "nameEn", is_local as "isLocal" from dictionaries where valid order by type, sort, code`,
  });
}
