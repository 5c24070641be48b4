import { describe, expect, it } from 'vitest';
import { auditQuery, filterParameters, readFilter, wholeLog } from './filter.ts';

const read = (text: string) => readFilter(new URLSearchParams(text));

describe('the filter of the log', () => {
  it('comes back from the link that it was put in', () => {
    const filter = { person: '网格员', action: 'element.reveal', object: '990101001001', from: '2026-11-01', to: '2026-11-30' };
    expect(read(String(new URLSearchParams(filterParameters(filter))))).toEqual(filter);
    expect(filterParameters(wholeLog)).toEqual({});
  });
  it('leaves out what is no day, and the gaps of a code that was copied from a card', () => {
    expect(read('from=2026-02-30&to=yesterday&object=990101 04 0000000012 3')).toEqual({ ...wholeLog, object: '9901010400000000123' });
  });
  it('asks for whole days of China, the last one included', () => {
    expect(auditQuery({ ...wholeLog, from: '2026-11-01', to: '2026-11-01' })).toEqual({ from: '2026-10-31T16:00:00.000Z', to: '2026-11-01T16:00:00.000Z' });
    expect(auditQuery(wholeLog)).toEqual({});
  });
});
