import { randomInt } from 'node:crypto';
import { openDatabase, type RequestDatabase } from '../../platform/database.ts';
import { hashPassword, isPasswordRight } from './passwords.ts';
import { type DemoAreas, findDemoAreas, findUser, hasOtherUsers, insertUser, isKnownArea, setJurisdiction, setPasswordHash } from './queries.ts';

export interface DemoAccount {
  username: string;
  displayName: string;
  role: string;
  /** Prefix of region and grid codes; '' is everywhere. */
  jurisdiction: string;
  /** Known only when it was set just now: it is printed once and kept nowhere. */
  password: string | null;
}

/**
 * The eleven demo accounts: the three separate administrators (三员) see no people; the others see their own area, and
 * `citywide` all, also ground that is imported later: what `admin` hands in there has to be approved by somebody else.
 */
const demoAccounts: { username: string; displayName: string; role: string; area: (areas: DemoAreas) => string }[] = [
  { username: 'admin', displayName: '系统管理员', role: 'system_admin', area: () => '' },
  { username: 'security', displayName: '安全管理员', role: 'security_admin', area: () => '' },
  { username: 'auditor', displayName: '安全审计员', role: 'auditor', area: () => '' },
  { username: 'city', displayName: '市指挥中心', role: 'city_officer', area: (areas) => areas.county },
  { username: 'citywide', displayName: '全域审核员', role: 'city_officer', area: () => '' },
  { username: 'street', displayName: '街道办事处', role: 'street_officer', area: (areas) => areas.street },
  { username: 'community', displayName: '社区居委会', role: 'community_officer', area: (areas) => areas.community },
  { username: 'worker', displayName: '网格员', role: 'grid_worker', area: (areas) => areas.grid },
  { username: 'department', displayName: '职能部门', role: 'department_officer', area: (areas) => areas.county },
  { username: 'volunteer', displayName: '志愿者', role: 'volunteer', area: (areas) => areas.community },
  { username: 'wall', displayName: '指挥大屏', role: 'wall', area: (areas) => areas.county },
];

/**
 * Makes the demo accounts that are missing; harmless to repeat. An installation with users of its own gets none.
 * @param options.demoPassword password of all of them; null gives each a random one
 * @param options.log told what was done, without passwords
 */
export async function ensureDemoAccounts(options: { adminUrl: string; demoPassword: string | null; log?: (line: string) => void }): Promise<DemoAccount[]> {
  const database = openDatabase({ adminUrl: options.adminUrl, appUrl: options.adminUrl }, { connections: 1 });
  try {
    return await database.asOwner(async (db) => {
      const areas = await findDemoAreas(db);
      const mayCreate = !(await hasOtherUsers(db, demoAccounts.map(({ username }) => username)));
      const accounts: DemoAccount[] = [];
      for (const { area, ...account } of demoAccounts) {
        const ensured = await ensureAccount(db, { ...account, jurisdiction: area(areas), password: null }, options.demoPassword, mayCreate);
        if (ensured) accounts.push(ensured);
      }
      options.log?.(`${accounts.filter(({ password }) => password !== null).length} of ${accounts.length} demo accounts got a password`);
      return accounts;
    });
  } finally {
    await database.close();
  }
}

async function ensureAccount(db: RequestDatabase, account: DemoAccount, demoPassword: string | null, mayCreate: boolean): Promise<DemoAccount | null> {
  const existing = await findUser(db, account.username);
  if (!existing) {
    if (!mayCreate) return null;
    const password = demoPassword ?? createPassword();
    await insertUser(db, { ...account, passwordHash: await hashPassword(password) });
    return { ...account, password };
  }
  // A city that was seeded after the account: its area may now exist under another code.
  const isStale = existing.jurisdiction !== '' && !(await isKnownArea(db, existing.jurisdiction));
  if (isStale) await setJurisdiction(db, existing.id, account.jurisdiction);
  const current = { ...account, jurisdiction: isStale ? account.jurisdiction : existing.jurisdiction };
  if (demoPassword === null || (await isPasswordRight(existing.password_hash, demoPassword))) return { ...current, password: null };
  await setPasswordHash(db, existing.id, await hashPassword(demoPassword));
  return { ...current, password: demoPassword };
}

/** Twelve characters that cannot be misread, about 69 bits. */
function createPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('');
}
