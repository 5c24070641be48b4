import { describe, expect, it } from 'vitest';
import { formatArea, formatCountdown, formatDistance, groupCode } from './format.ts';

describe('figures as a person says them', () => {
  it('gives distances in metres below a kilometre', () => expect([formatDistance(84.6), formatDistance(1234), formatDistance(34_560)]).toEqual(['85 m', '1.23 km', '34.6 km']));
  it('gives areas in square metres, hectares, square kilometres', () =>
    expect([formatArea(850, 'en'), formatArea(123_400, 'en'), formatArea(123_400, 'zh'), formatArea(4_560_000, 'zh')]).toEqual(['850 m²', '12.3 ha', '12.3 公顷', '4.56 km²']));
  it('counts down in minutes and seconds and never below zero', () => expect([formatCountdown(125), formatCountdown(0.2), formatCountdown(-3)]).toEqual(['2:05', '0:01', '0:00']));
  it('groups a digital ID by county, kind, sequence and check digit', () => expect(groupCode('3301100100000012345').map((group) => group.text)).toEqual(['330110', '01', '0000001234', '5']));
});
