import { expect, test } from 'vitest';
import type { BriefDetail } from '#contract/briefs.ts';
import { briefWordsOf, draftFault, draftOf, emptyDraft, newContact, newTask } from './draft.ts';

const themes = [{ kind: 'facility', category: 'hydrant' }];

test('empty rows are left out, blanks around words too', () => {
  const draft = { ...emptyDraft(' 夜查 '), tasks: [newTask(), { ...newTask(), text: ' 检查 ', about: 'facility:hydrant' }], typed: [newContact(), { ...newContact(), name: '老王' }], dutyIds: [3] };
  expect(briefWordsOf(draft, themes)).toEqual({
    title: '夜查', startsAt: null, endsAt: null, tasks: [{ text: '检查', theme: themes[0], codes: [], dueAt: null }],
    contacts: [{ from: 'duty', id: 3 }, { from: 'typed', name: '老王', role: '', phone: '' }],
  });
});

test('what is wrong is named, one thing at a time', () => {
  expect(draftFault(emptyDraft(' '))).toBe('titleMissing');
  expect(draftFault({ ...emptyDraft('夜查'), from: '2026-03-02T08:00', until: '2026-03-01T08:00' })).toBe('endsBefore');
  expect(draftFault({ ...emptyDraft('夜查'), tasks: [{ ...newTask(), due: '2026-03-02T08:00' }] })).toBe('taskMissing');
  expect(draftFault(emptyDraft('夜查'))).toBeNull();
});

test('a brief that is opened for editing and saved unchanged stays the same', () => {
  const words = {
    title: '夜查', startsAt: '2026-03-01T00:30:00.000Z', endsAt: null, tasks: [{ text: '检查', theme: themes[0], codes: ['1'], dueAt: '2026-03-02T00:00:00.000Z' }],
    contacts: [{ dutyId: 3, role: 'police', roleTitle: '民警', holder: '王', phone: '1', area: '' }, { dutyId: null, role: '消防', roleTitle: '消防', holder: '老王', phone: '119', area: '' }],
  };
  const { contacts, ...same } = briefWordsOf(draftOf(words as unknown as BriefDetail), themes);
  expect(same).toEqual({ title: words.title, startsAt: words.startsAt, endsAt: null, tasks: words.tasks });
  expect(contacts).toEqual([{ from: 'duty', id: 3 }, { from: 'typed', name: '老王', role: '消防', phone: '119' }]);
});
