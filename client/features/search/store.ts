import { create } from 'zustand';
import { changeLink, currentLink } from '../../shared/link-store.ts';
import { round } from '../../shared/url-state.ts';

/** The row and the map's point under the pointer, whichever of the two it is over. */
export const useHovered = create<{ id: number | null; from: 'list' | 'map' | null }>(() => ({ id: null, from: null }));

export function setHovered(id: number | null, from: 'list' | 'map'): void {
  const now = useHovered.getState();
  if (now.id !== id || now.from !== from) useHovered.setState({ id, from: id === null ? null : from });
}

/** What the middle column shows. */
export type Details = 'rows' | 'in-charge';
/** How this reader looks at the answer: nothing that a link carries. */
interface AnswerState {
  details: Details;
  /** Of a narrow panel, which shows one at a time. */
  tab: 'found' | 'chosen';
  isChartOpen: boolean;
  /** The next click on the map says where the list begins. */
  isPicking: boolean;
}
export const useAnswer = create<AnswerState>(() => ({ details: 'rows', tab: 'found', isChartOpen: false, isPicking: false }));

/** The list begins at this place, nearest first. */
export function beginListAt([lng, lat]: [number, number]): void {
  useAnswer.setState({ isPicking: false });
  changeLink({ filter: { ...currentLink().filter, nearTo: [round(lng, 6), round(lat, 6)] } }, 'push');
}
