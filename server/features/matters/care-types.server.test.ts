import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTown, addUsers, north, openTestApp, type TestApp, townUsers } from '../../test-town.ts';
import { loadMatters } from './load.ts';

let app: TestApp;
const cookies: Record<string, string> = {};
let [cared, ordinary] = ['', ''];

beforeAll(async () => {
  app = await openTestApp('care_types');
  await addTown(app);
  await addUsers(app, townUsers);
  await app.database.asOwner((db) => loadMatters(db));
  const people = await app.sql<{ code: string }>(`select code from elements where kind = 'person' and community_code = $1 order by code limit 2`, [north]);
  [cared = '', ordinary = ''] = people.map(({ code }) => code);
  await app.sql(`delete from key_person_profiles where element_id in (select id from elements where code in ($1, $2))`, [cared, ordinary]);
  await app.sql(`insert into key_person_profiles (county_code, element_id, type) select county_code, id, 'mental' from elements where code = $1`, [cared]);
  for (const { username } of townUsers) cookies[username] = await app.signIn(username);
});
afterAll(() => app.close());

const listed = async (code: string, as = 'community') =>
  (await app.call<{ matters: { name: string }[] }>('GET', `/api/elements/${code}/matters`, { cookie: cookies[as] })).body.matters.map(({ name }) => name);
const telling = ['刑满释放人员帮教', '社区矫正对象协查', '严重精神障碍患者随访', '吸毒人员管控', '艾滋病危险人员帮扶', '重点人员失联核查', '不良行为青少年帮教', '困境儿童走访', '重度残疾人帮扶', '独居老人走访'];

describe("the matters on a person's card", () => {
  it('suggest no illness, crime or need of a person without a type of care', async () => {
    const names = await listed(ordinary);
    expect(names).toEqual(expect.arrayContaining(['户口办理', '医保报销']));
    expect(names.filter((name) => telling.includes(name))).toEqual([]);
  });
  it('are those of the types of care that the person has, and those of all who are cared for', async () => {
    expect((await listed(cared)).filter((name) => telling.includes(name))).toEqual(['严重精神障碍患者随访', '重点人员失联核查']);
  });
  it('follow the type when it changes', async () => {
    await app.sql(`update key_person_profiles set type = 'drug' where element_id = (select id from elements where code = $1)`, [cared]);
    expect((await listed(cared)).filter((name) => telling.includes(name))).toEqual(['吸毒人员管控', '重点人员失联核查']);
    await app.sql(`update key_person_profiles set type = 'mental' where element_id = (select id from elements where code = $1)`, [cared]);
  });
  it.each(townUsers.map(({ username }) => username))('tell %s of a type only where the card shows it', async (username) => {
    const card = await app.call<{ profiles?: { name: string }[] }>('GET', `/api/elements/${cared}`, { cookie: cookies[username] });
    const showsType = card.status === 200 && (card.body.profiles ?? []).some(({ name }) => name === 'keyPerson');
    const answer = await app.call<{ matters?: { name: string }[] }>('GET', `/api/elements/${cared}/matters`, { cookie: cookies[username] });
    const tells = (answer.body.matters ?? []).some(({ name }) => telling.includes(name));
    if (tells) expect(showsType).toBe(true);
    expect(username === 'community' ? tells : true).toBe(true);
  });
  it('say nothing of a type where the reader may open the person but not its types', async () => {
    await app.sql('alter policy key_person_profiles_read on key_person_profiles using (false)');
    expect((await listed(cared)).filter((name) => telling.includes(name))).toEqual([]);
  });
});

describe('the types of care of matters', () => {
  it("are the release's: a row that it does not have goes at the next start, one that it has comes back", async () => {
    const rows = () => app.sql('select matter_code, care_type from matter_care_types order by 1, 2');
    const before = await rows();
    await app.sql(`delete from matter_care_types where care_type = 'drug'`);
    await app.sql(`insert into matter_care_types values ('010118', 'mental')`);
    await app.database.asOwner((db) => loadMatters(db));
    expect(await rows()).toEqual(before);
  });
});
