import type { Theme } from '#contract/areas.ts';
import type { BriefContact, BriefDetail, BriefTask } from '#contract/briefs.ts';
import { fieldOfMoment, momentOfField } from '../../shared/china-time.ts';
import { themeKey } from '../../shared/question-code.ts';

/** A brief while it is being written: what stands in the fields. */
export interface BriefDraft {
  title: string;
  /** As `datetime-local` has it, in China's time; '' is open. */
  from: string;
  until: string;
  tasks: DraftTask[];
  dutyIds: number[];
  typed: DraftContact[];
}
export interface DraftTask {
  key: number;
  text: string;
  /** A theme as text; '' is the whole area. */
  about: string;
  due: string;
  codes: string[];
}
export interface DraftContact {
  key: number;
  name: string;
  role: string;
  phone: string;
}
let lastKey = 0;

export function newTask(): DraftTask {
  return { key: ++lastKey, text: '', about: '', due: '', codes: [] };
}
export function newContact(): DraftContact {
  return { key: ++lastKey, name: '', role: '', phone: '' };
}

export function emptyDraft(title: string): BriefDraft {
  return { title, from: '', until: '', tasks: [newTask()], dutyIds: [], typed: [] };
}

export function draftOf(brief: BriefDetail): BriefDraft {
  return {
    title: brief.title,
    from: fieldOfMoment(brief.startsAt),
    until: fieldOfMoment(brief.endsAt),
    tasks: brief.tasks.map(({ text, theme, dueAt, codes }) => ({ key: ++lastKey, text, about: theme ? themeKey(theme) : '', due: fieldOfMoment(dueAt), codes })),
    dutyIds: brief.contacts.flatMap(({ dutyId }) => (dutyId === null ? [] : [dutyId])),
    typed: brief.contacts.flatMap(({ dutyId, holder, role, phone }) => (dutyId === null ? [{ key: ++lastKey, name: holder, role, phone }] : [])),
  };
}

export type DraftFault = 'titleMissing' | 'endsBefore' | 'taskMissing';

/** What is wrong with the draft, or null. A task that was left empty is no fault: it is left out. */
export function draftFault({ title, from, until, tasks }: BriefDraft): DraftFault | null {
  if (title.trim() === '') return 'titleMissing';
  if (from && until && until < from) return 'endsBefore';
  return tasks.some(({ text, due, about }) => text.trim() === '' && (due !== '' || about !== '')) ? 'taskMissing' : null;
}

interface BriefWords {
  title: string;
  startsAt: string | null;
  endsAt: string | null;
  tasks: BriefTask[];
  contacts: BriefContact[];
}
/** The draft as the server takes it. @param themes that a task may be about */
export function briefWordsOf({ title, from, until, tasks, dutyIds, typed }: BriefDraft, themes: Theme[]): BriefWords {
  return {
    title: title.trim(),
    startsAt: momentOfField(from),
    endsAt: momentOfField(until),
    tasks: tasks.flatMap(({ text, about, due, codes }) => {
      const theme = themes.find((one) => themeKey(one) === about);
      return text.trim() === '' ? [] : [{ text: text.trim(), ...(theme ? { theme } : {}), codes, dueAt: momentOfField(due) }];
    }),
    contacts: [
      ...dutyIds.map((id) => ({ from: 'duty' as const, id })),
      ...typed.flatMap(({ name, role, phone }) => (name.trim() === '' ? [] : [{ from: 'typed' as const, name: name.trim(), role: role.trim(), phone: phone.trim() }])),
    ],
  };
}
