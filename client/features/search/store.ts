import { create } from 'zustand';

/** The row and the map's point under the pointer, whichever of the two it is over. */
export const useHovered = create<{ id: number | null; from: 'list' | 'map' | null }>(() => ({ id: null, from: null }));

export function setHovered(id: number | null, from: 'list' | 'map'): void {
  const now = useHovered.getState();
  if (now.id !== id || now.from !== from) useHovered.setState({ id, from: id === null ? null : from });
}
