import { afterAll, beforeAll, expect, test } from 'vitest';
import { addTown, addUsers, openTestApp, type TestApp, townUsers } from '../../test-town.ts';

let app: TestApp;
let cookie: string;
beforeAll(async () => {
  app = await openTestApp('population');
  await addTown(app);
  await addUsers(app, townUsers);
  cookie = await app.signIn('city');
  await app.sql(`insert into regions (code, parent_code, level, name, population, source) values
    ('81', null, 'province', '甲省', null, 'a'), ('810101', '81', 'county', '一区', null, 'a'), ('810102', '81', 'county', '二区', 70, 'a'),
    ('810101001', '810101', 'street', '一镇', 10, 'a'), ('810101002', '810101', 'street', '二镇', 20, 'a')`);
});
afterAll(() => app.close());

async function populationOf(code: string) {
  const { body } = await app.call<{ population: number | null; populationOfParts: object | null }>('GET', `/api/regions/${code}`, { cookie });
  const { population, populationOfParts } = body;
  return { population, populationOfParts };
}

test('a region without a figure tells the sum of its parts beside it, never as the figure', async () => {
  expect(await populationOf('810101')).toEqual({ population: null, populationOfParts: { people: 30, parts: 2 } });
  expect(await populationOf('81')).toEqual({ population: null, populationOfParts: { people: 100, parts: 3 } });
  expect(await populationOf('810102')).toEqual({ population: 70, populationOfParts: null });
});

test('no sum is told where a part has no figure, or one of another source or year', async () => {
  await app.sql(`insert into regions (code, parent_code, level, name, population, source) values ('810101003', '810101', 'street', '三镇', null, 'a')`);
  expect(await populationOf('810101')).toEqual({ population: null, populationOfParts: null });
  await app.sql(`update regions set population = 5, attrs = '{"population_year": "2010"}' where code = '810101003'`);
  expect(await populationOf('810101')).toEqual({ population: null, populationOfParts: null });
  await app.sql(`update regions set attrs = '{}', source = 'b' where code = '810101003'`);
  expect(await populationOf('81')).toEqual({ population: null, populationOfParts: null });
  await app.sql(`update regions set source = 'a' where code = '810101003'`);
  expect(await populationOf('81')).toEqual({ population: null, populationOfParts: { people: 105, parts: 4 } });
});
