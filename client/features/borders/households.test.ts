import { describe, expect, it } from 'vitest';
import { zh } from '../../shared/words/zh.ts';
import { householdsFigure, joinedSource } from './households.ts';

describe('households of a table', () => {
  it('are marked where they are estimated, and told by no number where nothing is known', () => {
    expect([householdsFigure(1412, 'registered', zh), householdsFigure(1412, 'estimated', zh), householdsFigure(0, 'unknown', zh)]).toEqual(['1,412', '约 1,412', '未知']);
  });
  it('of several communities are an estimate where a part of them is, and unknown where all are', () => {
    expect([joinedSource([]), joinedSource(['registered', 'registered']), joinedSource(['registered', 'estimated']), joinedSource(['unknown', 'registered']), joinedSource(['unknown', 'unknown'])]).toEqual(['registered', 'registered', 'estimated', 'estimated', 'unknown']);
  });
});
