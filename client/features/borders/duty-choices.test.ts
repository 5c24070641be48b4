import { describe, expect, it } from 'vitest';
import { noChoices, toDecisions, withAppointed, withDecided } from './duty-choices.ts';

const grid = (code: string) => ({ code, name: code });
const open = {
  undecided: [{ dutyId: 1, role: 'grid_worker', holder: '甲', from: grid('o'), at: 'a', choices: [grid('a'), grid('b')] }],
  unattended: [{ ...grid('b'), households: 4, candidates: [1, 2] }],
};

describe('choices about people in charge', () => {
  it('are sent as they were made, and can be taken back', () => {
    const chosen = withAppointed(withAppointed(withDecided(noChoices, 1, 'b'), 'b', 1, true), 'b', 2, true);
    expect(toDecisions(chosen, open)).toEqual({ decided: [{ dutyId: 1, gridCode: 'b' }], appointed: [{ dutyId: 1, gridCode: 'b' }, { dutyId: 2, gridCode: 'b' }] });
    expect(toDecisions(withAppointed(withAppointed(withDecided(chosen, 1, ''), 'b', 1, false), 'b', 2, false), open)).toEqual({ decided: [], appointed: [] });
    expect(noChoices.decided.size + noChoices.appointed.size).toBe(0);
  });

  it('are left out where somebody else has decided meanwhile', () => {
    const chosen = withAppointed(withDecided(withDecided(noChoices, 1, 'gone'), 9, 'a'), 'c', 1, true);
    expect(toDecisions(chosen, open)).toEqual({ decided: [], appointed: [] });
  });
});
