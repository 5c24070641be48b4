import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonDepth } from './json-body.ts';

const depthOf = (value: unknown): number =>
  value !== null && typeof value === 'object' ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

describe('depth of a JSON text', () => {
  it('is the depth of what it parses to, whatever the strings hold', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(jsonDepth(Buffer.from(JSON.stringify(value)))).toBe(depthOf(value));
    }));
  });
  it('counts no bracket inside a string, also behind an escaped quote', () => {
    expect(jsonDepth(Buffer.from('{"a":"[[[\\\\\\"[[{{"}'))).toBe(1);
  });
  it('sees a bomb of a hundred thousand brackets without parsing it', () => {
    expect(jsonDepth(Buffer.from('['.repeat(100_000)))).toBe(100_000);
  });
});
