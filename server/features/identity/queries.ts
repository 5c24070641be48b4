import type { RequestDatabase } from '../../platform/database.ts';

export const idleMinutes = 30;
export const absoluteHours = 12;
/** Failures of a name within `lockMinutes` that lock it: for the network that they come from, and for everyone. */
export const failuresUntilLock = { network: 5, everywhere: 50 };
export const lockMinutes = 15;

export interface UserRow {
  id: number;
  username: string;
  password_hash: string;
  totp_secret_cipher: Buffer | null;
  last_totp_step: number | null;
  is_disabled: boolean;
  jurisdiction: string;
}

export async function findUser(db: RequestDatabase, username: string): Promise<UserRow | null> {
  const rows = await db.query<UserRow>({
    text: 'select id, username, password_hash, totp_secret_cipher, last_totp_step, is_disabled, jurisdiction from users where username = $1',
    values: [username],
  });
  return rows[0] ?? null;
}

/** Whose guesses are counted: of a name, from a network (see networkOf). */
export interface Guesser {
  usernameHash: Buffer;
  network: string;
}

/**
 * Counts an attempt before its password is looked at, so that parallel guesses cannot overtake the count; false while the
 * name is locked. What a locked network sends does not count for everyone: that would lock the name's owner out.
 */
export async function countAttempt(db: RequestDatabase, { usernameHash, network }: Guesser, now: Date): Promise<boolean> {
  return (
    (await countFailure(db, [usernameHash, network, now, failuresUntilLock.network, lockMinutes])) &&
    (await countFailure(db, [usernameHash, '', now, failuresUntilLock.everywhere, lockMinutes]))
  );
}

async function countFailure(db: RequestDatabase, values: [usernameHash: Buffer, network: string, now: Date, untilLock: number, minutes: number]): Promise<boolean> {
  const rows = await db.query({
    text: `insert into sign_in_failures as f (username_hash, network, failures, first_failed_at) values ($1, $2, 1, $3)
      on conflict (username_hash, network) do update set
        failures = case when f.first_failed_at > $3::timestamptz - make_interval(mins => $5) and f.locked_until is null then f.failures + 1 else 1 end,
        first_failed_at = case when f.first_failed_at > $3::timestamptz - make_interval(mins => $5) and f.locked_until is null then f.first_failed_at else $3 end,
        locked_until = case when f.first_failed_at > $3::timestamptz - make_interval(mins => $5) and f.locked_until is null and f.failures + 1 >= $4
                            then $3::timestamptz + make_interval(mins => $5) end
      where f.locked_until is null or f.locked_until <= $3
      returning failures`,
    values,
  });
  return rows.length > 0;
}

export async function lockedUntil(db: RequestDatabase, { usernameHash, network }: Guesser): Promise<Date | null> {
  const rows = await db.query<{ locked_until: Date | null }>({
    text: `select max(locked_until) as locked_until from sign_in_failures where username_hash = $1 and network in ($2, '')`,
    values: [usernameHash, network],
  });
  return rows[0]?.locked_until ?? null;
}

/**
 * Forgets the failures of a name from the network that it signed in from, and of names that nobody has tried for a day.
 * The count over all networks only gives this attempt back: signing in must not clear the way for those who guess elsewhere.
 */
export async function forgetFailures(db: RequestDatabase, { usernameHash, network }: Guesser, now: Date): Promise<void> {
  await db.query({ text: 'delete from sign_in_failures where username_hash = $1 and network = $2', values: [usernameHash, network] });
  await db.query({
    text: `update sign_in_failures set failures = greatest(failures - 1, 0), locked_until = case when failures > $2 then locked_until end
      where username_hash = $1 and network = ''`,
    values: [usernameHash, failuresUntilLock.everywhere],
  });
  await db.query({
    text: `delete from sign_in_failures where (username_hash, network) in (
        select username_hash, network from sign_in_failures where first_failed_at < $1::timestamptz - interval '1 day' for update skip locked)`,
    values: [now],
  });
}

/** Takes the step of a one-time code; false where it, or a later one, was used before. */
export async function useTotpStep(db: RequestDatabase, userId: number, step: number): Promise<boolean> {
  const rows = await db.query({
    text: 'update users set last_totp_step = $2 where id = $1 and coalesce(last_totp_step, 0) < $2 returning id',
    values: [userId, step],
  });
  return rows.length > 0;
}

export async function createSession(db: RequestDatabase, userId: number, tokenHash: Buffer, now: Date): Promise<void> {
  await db.query({
    text: `with ended as (delete from sessions where user_id = $2 and (expires_at <= $3 or last_seen_at <= $3::timestamptz - make_interval(mins => $5))),
        seen as (update users set last_sign_in_at = $3 where id = $2)
      insert into sessions (token_hash, user_id, created_at, last_seen_at, expires_at) values ($1, $2, $3, $3, $3::timestamptz + make_interval(hours => $4))`,
    values: [tokenHash, userId, now, absoluteHours, idleMinutes],
  });
}

export async function deleteSession(db: RequestDatabase, tokenHash: Buffer): Promise<number | null> {
  const rows = await db.query<{ user_id: number }>({ text: 'delete from sessions where token_hash = $1 returning user_id', values: [tokenHash] });
  return rows[0]?.user_id ?? null;
}

export interface SessionRow {
  user_id: number;
  username: string;
  display_name: string;
  roles: string[];
  rights: string[];
  jurisdiction: string;
  expires_at: Date;
}

/** A session that has neither idled nor ended; moves its last use at most once a minute, so that reading stays reading. */
/** `isUse` false only looks: what stands open by itself keeps no session from its end. */
export async function findSession(db: RequestDatabase, tokenHash: Buffer, now: Date, isUse = true): Promise<SessionRow | null> {
  const rows = await db.query<SessionRow>({
    name: 'find_session',
    text: `with live as (
        select user_id, expires_at, last_seen_at from sessions
        where token_hash = $1 and expires_at > $2 and last_seen_at > $2::timestamptz - make_interval(mins => $3)
      ), moved as (
        update sessions set last_seen_at = $2 where $4 and token_hash = $1 and exists (select from live where last_seen_at < $2::timestamptz - interval '1 minute')
      )
      select u.id as user_id, u.username, u.display_name, u.roles, u.jurisdiction, live.expires_at,
             array(select distinct name from role_rights where role = any (u.roles) order by name) as rights
      from live join users u on u.id = live.user_id
      where not u.is_disabled`,
    values: [tokenHash, now, idleMinutes, isUse],
  });
  return rows[0] ?? null;
}

export async function findJurisdiction(db: RequestDatabase, code: string): Promise<{ name: string; bbox: [number, number, number, number] | null } | null> {
  const rows = await db.query<{ name: string; bbox: [number, number, number, number] | null }>({
    text: `select name, case when geom is not null then array[st_xmin(geom), st_ymin(geom), st_xmax(geom), st_ymax(geom)] end as bbox
      from (select name, geom::geometry from regions where code = $1
            union all select name, geom from grids where code = $1 and valid_to is null) as area`,
    values: [code],
  });
  return rows[0] ?? null;
}

/** Codes of the areas that the demo accounts work in. */
export interface DemoAreas {
  county: string;
  street: string;
  community: string;
  grid: string;
}

/** The demo city's areas, or those of the first county there is; without any, codes that nothing has yet, so that they open nothing. */
export async function findDemoAreas(db: RequestDatabase): Promise<DemoAreas> {
  const rows = await db.query<DemoAreas>({
    text: `with county as (
        select code from regions where level = 'county' order by code <> '990101', code limit 1
      ), street as (
        -- A street with grids before one without: there is something to see.
        select r.code from regions r join county on starts_with(r.code, county.code)
        where r.level = 'street'
        order by not exists (select from grids g where g.valid_to is null and starts_with(g.code, r.code)), r.code limit 1
      ), community as (
        select r.code from regions r join street on starts_with(r.code, street.code)
        where r.level = 'community'
        order by not exists (select from grids g where g.valid_to is null and g.community_code = r.code), r.code limit 1
      ), grid as (
        select g.code from grids g join community on g.community_code = community.code
        where g.valid_to is null order by g.kind <> 'base', g.code limit 1
      )
      select coalesce((select code from county), '') as county,
             coalesce((select code from street), '990101001') as street,
             coalesce((select code from community), (select code || '999' from street), '990101001001') as community,
             coalesce((select code from grid), (select code || '999' from community), '990101001001001') as grid`,
  });
  return rows[0] ?? { county: '', street: '990101001', community: '990101001001', grid: '990101001001001' };
}

export async function hasOtherUsers(db: RequestDatabase, usernames: string[]): Promise<boolean> {
  const rows = await db.query({ text: 'select from users where username <> all ($1) limit 1', values: [usernames] });
  return rows.length > 0;
}

export async function isKnownArea(db: RequestDatabase, code: string): Promise<boolean> {
  const rows = await db.query({ text: 'select from regions where code = $1 union all select from grids where code = $1 and valid_to is null', values: [code] });
  return rows.length > 0;
}

export async function insertUser(
  db: RequestDatabase,
  user: { username: string; displayName: string; role: string; jurisdiction: string; passwordHash: string },
): Promise<void> {
  await db.query({
    text: `insert into users (username, display_name, password_hash, roles, jurisdiction) values ($1, $2, $3, array[$4], $5)
      on conflict (username) do nothing`,
    values: [user.username, user.displayName, user.passwordHash, user.role, user.jurisdiction],
  });
}

export async function setJurisdiction(db: RequestDatabase, userId: number, jurisdiction: string): Promise<void> {
  await db.query({ text: 'update users set jurisdiction = $2 where id = $1', values: [userId, jurisdiction] });
}

/** A new password ends the sessions that the old one opened. */
export async function setPasswordHash(db: RequestDatabase, userId: number, passwordHash: string): Promise<void> {
  await db.query({
    text: 'with ended as (delete from sessions where user_id = $1) update users set password_hash = $2 where id = $1',
    values: [userId, passwordHash],
  });
}
