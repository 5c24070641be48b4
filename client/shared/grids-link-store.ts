import { create } from 'zustand';
import { decodeGridsLink, emptyGridsLink, encodeGridsLink, type GridsLink, type GridsLinkPart, isTabOffered, usualTab } from './grids-link.ts';

interface GridsLinkState {
  link: GridsLink;
  /** Parts of the opened address that could not be read. */
  repaired: GridsLinkPart[];
  /** Counts up when the address changed from outside (Back, Forward, a pasted link): the map then follows it. */
  arrivals: number;
}
export const gridsPath = '/grids';

export const useGridsLinkStore = create<GridsLinkState>(() => ({ link: emptyGridsLink, repaired: [], arrivals: 0 }));

/** One part of what the link says; the component is drawn again when that part changes. */
export function useGridsLink<Part>(select: (link: GridsLink) => Part): Part {
  return useGridsLinkStore((state) => select(state.link));
}

export function currentGridsLink(): GridsLink {
  return useGridsLinkStore.getState().link;
}

/** Changes the link and the address. `push` is a step that Back undoes, `replace` is a movement within a step. */
export function changeGridsLink(change: Partial<GridsLink>, how: 'push' | 'replace'): void {
  const changed = { ...currentGridsLink(), ...change };
  const link = isTabOffered(changed.tab, changed.plan) ? changed : { ...changed, tab: usualTab(changed) };
  useGridsLinkStore.setState({ link });
  if (location.pathname !== gridsPath) return;
  const text = encodeGridsLink(link);
  if (text === location.search.slice(1)) return;
  const address = text ? `${gridsPath}?${text}` : gridsPath;
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
}

/** Takes the state from the address. */
export function readGridsAddress(): void {
  if (location.pathname !== gridsPath) return;
  const { link, repaired } = decodeGridsLink(location.search);
  useGridsLinkStore.setState((state) => ({ link, repaired, arrivals: state.arrivals + 1 }));
}

/** Takes the state from the address whenever Back or Forward is used. The answer stops listening. */
export function followGridsAddress(): () => void {
  window.addEventListener('popstate', readGridsAddress);
  return () => window.removeEventListener('popstate', readGridsAddress);
}
