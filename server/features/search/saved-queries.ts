import { savedSearchLimits } from '#contract/saved-searches.ts';
import type { RequestDatabase } from '../../platform/database.ts';

export interface SavedSearchRow {
  id: number;
  name: string;
  text: string;
  link: string;
  created_at: Date;
}

/** Row-level security leaves the reader's own. */
export function listSearches(db: RequestDatabase): Promise<SavedSearchRow[]> {
  return db.query({ name: 'saved_searches', text: 'select id, name, text, link, created_at from saved_searches order by created_at desc, id desc', values: [] });
}

/** @returns null where the reader has as many as one may have */
export async function saveSearch(db: RequestDatabase, search: { name: string; text: string; link: string }): Promise<SavedSearchRow | null> {
  const [row] = await db.query<SavedSearchRow>({
    text: `insert into saved_searches (owner_id, name, text, link)
      select session_user_id(), $1, $2, $3
      where (select count(*) from saved_searches where name <> $1) < $4
      on conflict (owner_id, name) do update set text = excluded.text, link = excluded.link, created_at = now()
      returning id, name, text, link, created_at`,
    values: [search.name, search.text, search.link, savedSearchLimits.perPerson],
  });
  return row ?? null;
}

/** @returns whether there was one of the reader's own */
export async function deleteSearch(db: RequestDatabase, id: number): Promise<boolean> {
  return (await db.query({ text: 'delete from saved_searches where id = $1 returning id', values: [id] })).length > 0;
}
