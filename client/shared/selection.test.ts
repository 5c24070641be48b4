import { expect, it } from 'vitest';
import { noSelection } from './question-code.ts';
import { chooseThemes, isItemChosen, isThemeChosen, toggleChosenTheme, toggleItem, toggleTheme } from './selection.ts';

const hydrant = { code: '9901010700000000019', kind: 'facility', category: 'hydrant' };
const lamp = { code: '9901010700000000027', kind: 'facility', category: 'lamp' };
const elder = { code: '9901010400000000012', kind: 'person', category: '', careTypes: ['elder_alone'] };

it('a kind stands in place of its categories and holds them', () => {
  const hydrants = toggleChosenTheme(noSelection, { kind: 'facility', category: 'hydrant' });
  const all = toggleChosenTheme(hydrants, { kind: 'facility' });
  expect(all.themes).toEqual([{ kind: 'facility' }]);
  expect(isThemeChosen(all, { kind: 'facility', category: 'lamp' })).toBe(true);
  expect(isThemeChosen(hydrants, { kind: 'facility' })).toBe(false);
  expect(toggleTheme(all.themes, { kind: 'facility' })).toEqual([]);
});

it('a thing is chosen by its theme until it is taken out, and comes back', () => {
  const whole = toggleChosenTheme(noSelection, { kind: 'facility', category: 'hydrant' });
  expect([isItemChosen(whole, hydrant), isItemChosen(whole, lamp)]).toEqual([true, false]);
  const less = toggleItem(whole, hydrant);
  expect([isItemChosen(less, hydrant), less.removed]).toEqual([false, [hydrant.code]]);
  expect(toggleItem(less, hydrant)).toEqual(whole);
  expect(chooseThemes(less, [{ kind: 'facility', category: 'hydrant' }])).toEqual(whole);
});

it('a thing of no chosen theme is added by itself, and taken out without a trace', () => {
  const one = toggleItem(noSelection, lamp);
  expect(one).toEqual({ themes: [], added: [lamp.code], removed: [] });
  expect(toggleItem(one, lamp)).toEqual(noSelection);
});

it('a person belongs to each type of care, and to all of them together', () => {
  for (const theme of [{ kind: 'key_person', category: 'elder_alone' }, { kind: 'key_person' }, { kind: 'person' }]) expect(isItemChosen(toggleChosenTheme(noSelection, theme), elder)).toBe(true);
  expect(isItemChosen(toggleChosenTheme(noSelection, { kind: 'key_person', category: 'disabled' }), elder)).toBe(false);
});

it('what was taken out is forgotten with the last theme', () => {
  const less = toggleItem(toggleChosenTheme(noSelection, { kind: 'facility' }), lamp);
  expect(toggleChosenTheme(less, { kind: 'facility' })).toEqual(noSelection);
});
