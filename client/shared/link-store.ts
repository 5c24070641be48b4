import { create } from 'zustand';
import { type ConsoleLink, decodeLink, emptyLink, encodeLink, type LinkPart, type OpenCard } from './url-state.ts';

interface LinkState {
  link: ConsoleLink;
  /** Parts of the opened address that could not be read. */
  repaired: LinkPart[];
  /** Counts up when the address changed from outside (Back, Forward, a pasted link): the map then follows it. */
  arrivals: number;
  /** The map shall go to the open card as soon as its shape is known: always, or only where it is out of sight. */
  jump: 'always' | 'if-hidden' | null;
}
const PATH = '/';

export const useLinkStore = create<LinkState>(() => ({ link: emptyLink, repaired: [], arrivals: 0, jump: null }));

/** One part of what the link says; the component is drawn again when that part changes. */
export function useLink<Part>(select: (link: ConsoleLink) => Part): Part {
  return useLinkStore((state) => select(state.link));
}

export function currentLink(): ConsoleLink {
  return useLinkStore.getState().link;
}

/** Changes the link and the address. `push` is a step that Back undoes, `replace` is a movement within a step. */
export function changeLink(change: Partial<ConsoleLink>, how: 'push' | 'replace'): void {
  const link = { ...currentLink(), ...change };
  useLinkStore.setState({ link });
  if (location.pathname !== PATH) return;
  const text = encodeLink(link);
  if (text === location.search.slice(1)) return;
  const address = text ? `${PATH}?${text}` : PATH;
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
}

/** Opens a card as a step that Back undoes, and lets the map go there. */
export function openCard(open: OpenCard, jump: 'always' | 'if-hidden'): void {
  useLinkStore.setState({ jump });
  changeLink({ open }, 'push');
}

/** Shows where a matter happens: a code (2, 4 or 6 digits) or words. Period and area stay as they are where one was open. */
export function openMatter(matter: string): void {
  const before = currentLink().matter ?? { from: null, to: null, within: null };
  changeLink({ matter: { ...before, matter }, cases: null, panel: 'matters' }, 'push');
}

/** Takes the state from the address. */
export function readAddress(): void {
  if (location.pathname !== PATH) return;
  const { link, repaired } = decodeLink(location.search);
  useLinkStore.setState((state) => ({ link, repaired, arrivals: state.arrivals + 1, jump: null }));
}

/** Opens a link's query text as a step that Back undoes. */
export function openLink(text: string): void {
  history.pushState(null, '', text ? `${PATH}?${text}` : PATH);
  readAddress();
}

/** Takes the state from the address whenever Back or Forward is used. The answer stops listening. */
export function followAddress(): () => void {
  window.addEventListener('popstate', readAddress);
  return () => window.removeEventListener('popstate', readAddress);
}
