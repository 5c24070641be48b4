import { describe, expect, it } from 'vitest';
import { isForeign } from './origin.ts';

describe('where a change comes from', () => {
  it.each([
    [undefined, undefined],
    ['same-origin', 'http://getu.local:8080'],
    ['none', undefined],
    [undefined, 'https://getu.local:8080'],
  ])('is our own page or a machine with Sec-Fetch-Site %s and Origin %s', (site, origin) => {
    expect(isForeign(site, origin, 'getu.local:8080')).toBe(false);
  });
  it.each([
    ['cross-site', undefined],
    ['same-site', 'http://getu.local:8080'],
    [undefined, 'http://evil.example'],
    [undefined, 'http://getu.local:9090'],
    [undefined, 'null'],
    [undefined, ''],
  ])('is somebody else with Sec-Fetch-Site %s and Origin %s', (site, origin) => {
    expect(isForeign(site, origin, 'getu.local:8080')).toBe(true);
  });
});
