import { afterAll, describe, expect, it } from 'vitest';
import { countDays, dayAfter, dayOf, dayOfPast, endOfPast, fieldOfMoment, formatClock, formatDay, formatMoment, linkMoment, momentOfDay, momentOfField, tellPast, yearsAfter } from './china-time.ts';

const zoneBefore = process.env.TZ;
afterAll(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

/** Half past midnight of 1 December in China: still 30 November in the other two. */
const night = '2026-11-30T16:30:00.000Z';

describe.each(['UTC', 'America/New_York', 'Asia/Shanghai'])('China’s clock and calendar in a browser in %s', (zone) => {
  /** Each test sets it anew: Node takes it over at once. */
  const there = <Result>(read: () => Result): Result => {
    process.env.TZ = zone;
    return read();
  };

  it('has the browser in another zone than the console where the test says so', () => {
    expect(there(() => new Date(night).getDate())).toBe(zone === 'Asia/Shanghai' ? 1 : 30);
  });
  it('says moments, days and times of day', () => {
    expect(there(() => [formatMoment(night, 'zh'), formatMoment(night, 'en')])).toEqual(['2026/12/01 00:30', '01/12/2026, 00:30']);
    expect(there(() => [formatDay(night, 'zh'), formatDay(night, 'en')])).toEqual(['2026/12/01', '01/12/2026']);
    expect(there(() => formatClock(new Date(night), 'zh'))).toBe('00:30:00');
  });
  it('tells a moment of the past to the second, and counts years', () => {
    expect(there(() => [tellPast('2026-11-30T16:30:07Z', 'zh'), yearsAfter('2026-12-01', 5)])).toEqual(['2026年12月1日 00:30:07', '2031-12-01']);
  });
  it('leaves a date without a time on its day', () => {
    expect(there(() => [formatDay('2026-11-21', 'zh'), tellPast('2026-11-21', 'zh'), tellPast('2026-11-21', 'en')])).toEqual(['2026/11/21', '2026年11月21日', '21 November 2026']);
  });
  it('tells a past moment with its time to the second', () => {
    expect(there(() => tellPast(night, 'zh'))).toBe('2026年12月1日 00:30:00');
  });
  it('fills a field with China’s time and reads it back as it was', () => {
    expect(there(() => fieldOfMoment(night))).toBe('2026-12-01T00:30');
    expect(there(() => momentOfField('2026-12-01T00:30'))).toBe(night);
    // An hour that New York's spring leaves out.
    expect(there(() => momentOfField('2026-03-08T02:30'))).toBe('2026-03-07T18:30:00.000Z');
  });
  it('begins a day at China’s midnight and ends it before the next begins', () => {
    expect(there(() => momentOfDay('2026-11-21'))).toBe('2026-11-20T16:00:00.000Z');
    expect(there(() => endOfPast('2026-11-21'))).toBe('2026-11-21T15:59:59.999Z');
    expect(there(() => [dayOf(new Date(night)), dayOf(new Date('2026-11-21T15:59:59.999Z')), dayOfPast(night), dayOfPast('2026-11-21')])).toEqual(['2026-12-01', '2026-11-21', '2026-12-01', '2026-11-21']);
  });
  it('lets days follow each other over months, years and foreign summer times', () => {
    expect(there(() => [dayAfter('2026-02-28'), dayAfter('2026-12-31'), dayAfter('2026-03-01', -1), dayAfter('2026-11-01')])).toEqual(['2026-03-01', '2027-01-01', '2026-02-28', '2026-11-02']);
    expect(there(() => countDays('2026-03-01', '2026-03-31'))).toBe(31);
  });
});

it('nothing and nonsense are no moment', () => {
  expect([fieldOfMoment(null), momentOfField(''), momentOfField('2026-13-40T99:99')]).toEqual(['', null, null]);
  expect([formatMoment('unknown', 'zh'), formatDay('unknown', 'zh')]).toEqual(['unknown', 'unknown']);
});

it('a past moment stays as it is, and a link carries whole seconds', () => {
  expect(endOfPast('2026-11-21T02:30:00Z')).toBe('2026-11-21T02:30:00Z');
  expect(linkMoment(new Date('2026-11-21T02:30:00.123Z'))).toBe('2026-11-21T02:30:00Z');
});
