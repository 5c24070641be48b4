import type { Step } from './history.ts';

/** What was done to a plan since it was saved last, kept in this browser. */
export interface Draft {
  planId: string;
  /** The plan's version that the steps begin with. */
  version: number;
  /** Milliseconds since 1970. */
  at: number;
  /** Steps that count; those after them were taken back and can be made again. */
  done: number;
  steps: Step[];
}

interface Head extends Omit<Draft, 'steps'> {
  count: number;
}

const databaseName = 'getu.borders';
let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('heads', { keyPath: 'planId' });
      request.result.createObjectStore('steps');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser gives no IndexedDB'));
  });
  opened.catch(() => {
    opened = null;
  });
  return opened;
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('the draft could not be written'));
  });
}

function answer<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the draft could not be read'));
  });
}

const stepsOf = (planId: string, from = 0) => IDBKeyRange.bound([planId, from], [planId, Infinity]);

/** The draft of a plan, or null. @throws where the browser gives no storage */
export async function readDraft(planId: string): Promise<Draft | null> {
  const transaction = (await open()).transaction(['heads', 'steps']);
  const head = await answer<Head | undefined>(transaction.objectStore('heads').get(planId));
  if (!head) return null;
  const steps = await answer<Step[]>(transaction.objectStore('steps').getAll(stepsOf(planId)));
  const { count, ...rest } = head;
  return steps.length < count ? null : { ...rest, steps: steps.slice(0, count) };
}

/** Plans of which this browser keeps a draft. @throws where the browser gives no storage */
export async function listDrafts(): Promise<string[]> {
  const transaction = (await open()).transaction('heads');
  return (await answer(transaction.objectStore('heads').getAllKeys())) as string[];
}

/** Writes what has changed since it was written last: the steps from `from` on, and how many of them count. */
export async function writeDraft({ planId, version, at, done, steps }: Draft, from: number): Promise<void> {
  const transaction = (await open()).transaction(['heads', 'steps'], 'readwrite');
  const store = transaction.objectStore('steps');
  store.delete(stepsOf(planId, from));
  for (let place = from; place < steps.length; place += 1) store.put(steps[place], [planId, place]);
  transaction.objectStore('heads').put({ planId, version, at, done, count: steps.length } satisfies Head);
  await ended(transaction);
}

export async function dropDraft(planId: string): Promise<void> {
  const transaction = (await open()).transaction(['heads', 'steps'], 'readwrite');
  transaction.objectStore('heads').delete(planId);
  transaction.objectStore('steps').delete(stepsOf(planId));
  await ended(transaction);
}
