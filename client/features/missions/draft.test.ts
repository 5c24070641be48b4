import { expect, test } from 'vitest';
import { countUnassigned, draftFault, draftOf, missionWordsOf, newTask } from './draft.ts';

const source = { briefId: 'b', title: '夜查', startsAt: null, endsAt: '2026-03-02T08:00:00.000Z', tasks: [{ text: '检查', theme: { kind: 'building' }, codes: [], dueAt: null }] };

test('a mission takes over the words of its brief and nobody\'s name', () => {
  expect(missionWordsOf(draftOf({ source }))).toEqual({ title: '夜查', startsAt: null, endsAt: source.endsAt, tasks: [{ text: '检查', theme: { kind: 'building' }, codes: [], dueAt: null, people: [] }] });
});

test('a brief without tasks opens with an empty one, which alone is not enough', () => {
  const draft = draftOf({ source: { ...source, tasks: [] } });
  expect(draft.tasks).toHaveLength(1);
  expect(draftFault(draft)).toBe('needsTask');
  expect(draftFault({ ...draft, tasks: [newTask(), { ...newTask(), text: '拍照' }] })).toBeNull();
});

test('tasks that nobody would get are counted, rows without words are none', () => {
  const tasks = [newTask(), { ...newTask(), text: '拍照' }, { ...newTask(), text: '检查', people: [7] }, { ...newTask(), text: '登记' }];
  expect(countUnassigned({ tasks })).toBe(2);
  expect(countUnassigned(draftOf({ source }))).toBe(1);
});
