/** The words that the benchmarks of the box ask for, drawn from a city by seed, and how they ask. */
import type { Random } from '../../../data/city/random.ts';
import { findItems } from '../../../server/features/search/find-items.ts';
import type { RequestDatabase } from '../../../server/platform/database.ts';
import type { BenchCity } from '../../bench-city.ts';

export const termSeed = 3_000_000;
export const termsPerClass = 24;
export const rows = 100;
const noHash = Buffer.alloc(32);

export interface TermClass {
  title: string;
  terms: string[];
}

/** As the endpoint asks: the first rows with the total; `countUpTo` 0 is the rows alone. */
export function askItems(db: RequestDatabase, q: string, countUpTo?: number): Promise<unknown> {
  const filters = { kinds: null, within: null, bbox: null };
  return findItems(db, { q, hashes: [noHash, noHash, noHash], filters, skip: 0, limit: rows, ...(countUpTo === undefined ? {} : { countUpTo }) });
}

/** Some words of each class; the same for the same city and state of the generator. */
export async function drawTerms(city: BenchCity, random: Random): Promise<TermClass[]> {
  const names = (await city.sql<{ name: string }>(`select name from search_documents tablesample bernoulli (1) repeatable (7) where kind <> 'dwelling'`)).map(({ name }) => name);
  const pick = (length: number) => {
    const letters = [...random.pick(names.filter((name) => [...name].length >= length))];
    const start = random.int(0, letters.length - length);
    return letters.slice(start, start + length).join('');
  };
  const some = (draw: () => string) => [...new Set(Array.from({ length: termsPerClass }, draw))];
  const sounds = await city.sql<{ pinyin: string }>(`select distinct pinyin from search_documents where kind in ('estate', 'place') and pinyin not like '%/%' limit 400`);
  const sound = () => random.pick(sounds).pinyin.slice(1).split('|');
  const addresses = (await city.sql<{ address: string; name: string }>(`select name, address from search_documents where kind = 'building' and name like '%栋' limit 2000`));
  return [
    { title: 'one character', terms: some(() => pick(1)) },
    { title: 'two characters, in a tenth to a third of the documents', terms: ['单元', '1单', '云溪', '溪市', '元1', '城关'] },
    { title: 'two characters of a name', terms: some(() => pick(2)) },
    { title: 'two characters that are nowhere', terms: ['鲲鹏', '龘靐', '火星', '夔门', '饕餮', '麒麟'] },
    { title: 'three characters of a name', terms: some(() => pick(3)) },
    { title: 'four characters of a name', terms: some(() => pick(4)) },
    { title: 'pinyin of two or three characters', terms: some(() => sound().slice(0, 3).join('')) },
    { title: 'first letters, four', terms: some(() => sound().map((unit) => unit[0]).slice(0, 4).join('')) },
    { title: 'addresses to the building', terms: some(() => { const one = random.pick(addresses); return `${one.name.replace('栋', random.pick(['栋', '幢', '号楼']))}${random.int(1, 3)}单元${random.int(1, 6)}01`; }) },
    { title: 'one character wrong in five or more', terms: some(() => { const letters = [...pick(6)]; letters[random.int(1, 4)] = '冇'; return letters.join(''); }) },
  ];
}
