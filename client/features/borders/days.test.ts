import { describe, expect, it } from 'vitest';
import { dayAfter, dayOf, endOfPast, linkMoment, momentOfDay, tellPast } from './days.ts';

describe('days', () => {
  it('follow each other over months and years', () => {
    expect(dayAfter('2026-02-28')).toBe('2026-03-01');
    expect(dayAfter('2026-12-31')).toBe('2027-01-01');
    expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28');
  });
  it('begin at midnight of the reader’s own zone and end before the next begins', () => {
    expect(dayOf(new Date(momentOfDay('2026-11-21')))).toBe('2026-11-21');
    expect(dayOf(new Date(endOfPast('2026-11-21')))).toBe('2026-11-21');
    expect(new Date(momentOfDay('2026-11-22')).getTime() - new Date(endOfPast('2026-11-21')).getTime()).toBe(1);
  });
  it('leave a moment as it is', () => {
    expect(endOfPast('2026-11-21T02:30:00Z')).toBe('2026-11-21T02:30:00Z');
    expect(linkMoment(new Date('2026-11-21T02:30:00.123Z'))).toBe('2026-11-21T02:30:00Z');
  });
  it('are told as people say them', () => {
    expect(tellPast('2026-11-21', 'zh')).toBe('2026年11月21日');
    expect(tellPast('2026-11-21', 'en')).toBe('21 November 2026');
  });
});
