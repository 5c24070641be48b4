import { describe, expect, it } from 'vitest';
import { askOnce } from './use-action.ts';

function server() {
  const asked: unknown[] = [];
  const ends: { resolve: (answer: string) => void; reject: (error: Error) => void }[] = [];
  const ask = askOnce(new Map<string, Promise<string>>(), (input: unknown) => {
    asked.push(input);
    return new Promise<string>((resolve, reject) => ends.push({ resolve, reject }));
  });
  return { asked, ends, ask };
}

describe('an action', () => {
  it('that is on its way is not asked again, and both clicks get its answer', async () => {
    const { asked, ends, ask } = server();
    const both = [ask({ name: '调整' }), ask({ name: '调整' })];
    expect(asked).toHaveLength(1);
    ends[0]?.resolve('made');
    expect(await Promise.all(both)).toEqual(['made', 'made']);
  });

  it('with other values is another one', () => {
    const { asked, ask } = server();
    for (const id of [1, 2, 1]) void ask({ id });
    expect(asked).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('can be asked again once it has ended, well or not', async () => {
    const { asked, ends, ask } = server();
    const first = ask(undefined);
    ends[0]?.reject(new Error('offline'));
    await expect(first).rejects.toThrow('offline');
    void ask(undefined);
    expect(asked).toHaveLength(2);
  });
});
