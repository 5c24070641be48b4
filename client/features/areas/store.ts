import { create } from 'zustand';

/** Which dialog about areas is open. */
export const useAreaDialog = create<{ open: 'save' | 'list' | null }>(() => ({ open: null }));

export function openAreaDialog(open: 'save' | 'list'): void {
  useAreaDialog.setState({ open });
}

export function closeAreaDialog(): void {
  useAreaDialog.setState({ open: null });
}
