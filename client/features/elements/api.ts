import { skipToken, useQuery } from '@tanstack/react-query';
import { getElement, getPlace, listElementContent, nameElements, revealElement } from '#contract/elements.ts';
import { call, type CallInput } from '../../shared/api-call.ts';
import { useAction } from '../../shared/use-action.ts';

/** Names inside a building come in pages of at most this many. */
export const contentRows = 200;

export function useElement(code: string | null) {
  return useQuery({ queryKey: ['element', code], queryFn: code === null ? skipToken : ({ signal }) => call(getElement, { params: { code } }, { signal }) });
}

export function useElementContent(code: string, kind: string) {
  return useQuery({ queryKey: ['element', code, 'content', kind], queryFn: ({ signal }) => call(listElementContent, { params: { code }, query: { kind, limit: contentRows } }, { signal }) });
}

/** What things are called and where they are, by their codes; those that may not be named so are not among them. */
export function useNamedElements(codes: string[]) {
  const asked = codes.join(',');
  return useQuery({
    queryKey: ['elements', asked],
    queryFn: codes.length === 0 ? skipToken : ({ signal }) => call(nameElements, { query: { codes: asked } }, { signal }),
    select: ({ items }) => new Map(items.map((item) => [item.code, item])),
  });
}

export function usePlace(position: [number, number] | null) {
  return useQuery({
    queryKey: ['place', position],
    queryFn: position === null ? skipToken : ({ signal }) => call(getPlace, { query: { lng: position[0], lat: position[1] } }, { signal }),
  });
}

/** Opened fields are kept nowhere but in the component that shows them. */
export function useReveal(code: string) {
  return useAction({ mutationFn: (body: NonNullable<CallInput<typeof revealElement>['body']>) => call(revealElement, { params: { code }, body }), gcTime: 0 });
}
