import type { Theme } from '#contract/areas.ts';
import { fieldOfMoment, momentOfField } from '../../shared/china-time.ts';
import type { Giving } from './store.ts';

/** A mission while it is being written: what stands in the fields. */
export interface MissionDraft {
  title: string;
  /** As `datetime-local` has it, in China's time; '' is open. */
  from: string;
  until: string;
  tasks: DraftTask[];
}
export interface DraftTask {
  key: number;
  id: string | null;
  text: string;
  theme: Theme | null;
  codes: string[];
  due: string;
  people: number[];
}
let lastKey = 0;

export function newTask(): DraftTask {
  return { key: ++lastKey, id: null, text: '', theme: null, codes: [], due: '', people: [] };
}

export function draftOf(giving: Giving): MissionDraft {
  const words = 'mission' in giving ? giving.mission : giving.source;
  const tasks = 'mission' in giving ? giving.mission.tasks.map((task) => ({ ...task, people: task.people.map(({ id }) => id) })) : giving.source.tasks.map((task) => ({ ...task, id: null, theme: task.theme ?? null, people: [] }));
  return {
    title: words.title,
    from: fieldOfMoment(words.startsAt),
    until: fieldOfMoment(words.endsAt),
    tasks: tasks.length === 0 ? [newTask()] : tasks.map(({ id, text, theme, codes, dueAt, people }) => ({ key: ++lastKey, id, text, theme, codes, due: fieldOfMoment(dueAt), people })),
  };
}

/** What is wrong with the draft, or null; a row without words is left out. */
export function draftFault({ title, from, until, tasks }: MissionDraft): 'titleMissing' | 'endsBefore' | 'needsTask' | null {
  if (title.trim() === '') return 'titleMissing';
  if (from && until && until < from) return 'endsBefore';
  return tasks.every(({ text }) => text.trim() === '') ? 'needsTask' : null;
}

/** How many tasks nobody would get. */
export function countUnassigned({ tasks }: Pick<MissionDraft, 'tasks'>): number {
  return tasks.filter(({ text, people }) => text.trim() !== '' && people.length === 0).length;
}

/** The draft as the server takes it. */
export function missionWordsOf({ title, from, until, tasks }: MissionDraft) {
  return {
    title: title.trim(),
    startsAt: momentOfField(from),
    endsAt: momentOfField(until),
    tasks: tasks.flatMap(({ id, text, theme, codes, due, people }) => (text.trim() === '' ? [] : [{ ...(id ? { id } : {}), text: text.trim(), theme, codes, dueAt: momentOfField(due), people }])),
  };
}
