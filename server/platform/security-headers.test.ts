import { describe, expect, it } from 'vitest';
import { baseMapSources } from './security-headers.ts';

describe('sources of configured base maps', () => {
  it('are none where none is configured', () => {
    expect(baseMapSources('[]')).toEqual([]);
  });
  it('are the hosts of their addresses, once each, with any subdomain for a placeholder', () => {
    const maps = JSON.stringify([
      { type: 'xyz', tiles: ['https://{s}.tiles.example/{z}/{x}/{y}.png', 'https://{s}.tiles.example/b/{z}'] },
      { type: 'wmts', tiles: ['http://gis.local:8081/wmts'] },
      { type: 'tianditu', key: 'k' },
    ]);
    expect(baseMapSources(maps)).toEqual(['https://*.tiles.example', 'http://gis.local:8081', 'https://*.tianditu.gov.cn']);
  });
  it('are never something that widens the policy', () => {
    expect(baseMapSources('["https://a;script-src", "https://x\' unsafe"]')).toEqual([]);
  });
});
