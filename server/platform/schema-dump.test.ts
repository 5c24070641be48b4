import { expect, test } from 'vitest';
import { normaliseDump } from './schema-dump.ts';

test('what differs between two dumps of the same schema is taken away', () => {
  const dump = ['--', '-- PostgreSQL database dump', '--', '\\restrict abc', '', 'SET lock_timeout = 0;', '', '', 'CREATE TABLE public.a ();', '', '', '', "COMMENT ON EXTENSION postgis IS 'x';", '\\unrestrict abc'].join('\n');
  expect(normaliseDump(dump).split('\n').slice(1)).toEqual(['', 'CREATE TABLE public.a ();', '']);
});
