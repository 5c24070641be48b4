import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { listMatters } from '#contract/matter-catalogue.ts';
import { findHelp, listElementMatters, searchMatters, searchMattersInArea } from '#contract/matters.ts';
import { call } from '../../shared/api-call.ts';
import type { LinkArea } from '../../shared/area-code.ts';
import { isMatterCode, type MatterLink } from '../../shared/matter-code.ts';

/** Where the matter of the link happens; the link's drawn area counts where the link says so. */
export function useMatterAnswer(link: MatterLink | null, area: LinkArea | null) {
  const parts = link?.within === 'drawn' ? (area?.parts ?? null) : null;
  return useQuery({
    queryKey: ['matter-places', link, parts],
    queryFn: link === null ? skipToken : ({ signal }) => ask(link, parts, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

function ask({ matter, from, to, within }: MatterLink, parts: LinkArea['parts'] | null, signal: AbortSignal) {
  const question = {
    ...(isMatterCode(matter) ? { matter } : { q: matter }),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(within && within !== 'drawn' ? { within } : {}),
  };
  return parts && parts.length > 0 ? call(searchMattersInArea, { body: { ...question, parts } }, { signal }) : call(searchMatters, { query: question }, { signal });
}

/** The catalogue: it changes by hand and rarely. */
export function useCatalogue() {
  return useQuery({ queryKey: ['matters'], queryFn: ({ signal }) => call(listMatters, {}, { signal }), staleTime: 300_000 });
}

/** Who and what can help at a place. */
export function useHelp(matter: string | null, spot: string | null) {
  return useQuery({
    queryKey: ['matter-help', matter, spot],
    queryFn: matter === null || spot === null ? skipToken : ({ signal }) => call(findHelp, { query: { matter, spot } }, { signal }),
    staleTime: 60_000,
  });
}

export function useElementMatters(code: string) {
  return useQuery({ queryKey: ['element', code, 'matters'], queryFn: ({ signal }) => call(listElementMatters, { params: { code } }, { signal }) });
}
