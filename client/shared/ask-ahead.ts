/** Answers that were asked for before the code that reads them had come, each to be taken once. */
const answers = new Map<string, Promise<Response>>();

/** How every call of the API is sent that only reads. */
export const readingInit: RequestInit = { method: 'GET', headers: { Accept: 'application/json' }, credentials: 'same-origin' };

/** Asks now for what will be called soon. Stands alone: the page runs it before any other code is here. */
export function askAhead(paths: string[]): void {
  for (const path of paths) {
    const answer = fetch(path, readingInit);
    answer.catch(() => undefined); // told to whoever takes it
    answers.set(path, answer);
  }
}

/** The answer that is on its way; undefined where nobody has asked, or it was taken. */
export function takeAnswer(path: string): Promise<Response> | undefined {
  const answer = answers.get(path);
  answers.delete(path);
  return answer;
}
