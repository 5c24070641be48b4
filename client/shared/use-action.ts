import { type MutateOptions, useMutation, type UseMutationOptions, type UseMutationResult } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';

/**
 * A change that is asked of the server, like `useMutation`; but what is on its way is not asked a second time. A button is
 * disabled only with the next picture, and the second click of a double click comes before that.
 */
export function useAction<Data, Input = void>(options: UseMutationOptions<Data, Error, Input>): UseMutationResult<Data, Error, Input> {
  const onTheirWay = useRef(new Map<string, Promise<Data>>());
  const action = useMutation(options);
  const { mutateAsync } = action;
  const asked = useMemo(() => {
    const once = askOnce(onTheirWay.current, mutateAsync as (input: Input, callbacks?: MutateOptions<Data, Error, Input>) => Promise<Data>);
    // What went wrong is in the action's `error`, and told to `onError`.
    return { mutateAsync: once, mutate: (input: Input, callbacks?: MutateOptions<Data, Error, Input>) => void once(input, callbacks).catch(() => undefined) };
  }, [mutateAsync]);
  return { ...action, ...asked } as UseMutationResult<Data, Error, Input>;
}

/** The same input while it is on its way gets the same answer, and its own callbacks are not called. */
export function askOnce<Input, Data, Callbacks>(onTheirWay: Map<string, Promise<Data>>, ask: (input: Input, callbacks?: Callbacks) => Promise<Data>) {
  return (input: Input, callbacks?: Callbacks): Promise<Data> => {
    const key = JSON.stringify(input) ?? '';
    const known = onTheirWay.get(key);
    if (known) return known;
    const asked = ask(input, callbacks).finally(() => onTheirWay.delete(key));
    onTheirWay.set(key, asked);
    return asked;
  };
}
