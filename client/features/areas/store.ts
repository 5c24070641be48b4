import { create } from 'zustand';

/** Which dialog about areas is open. */
export const useAreaDialog = create<{ open: 'save' | 'list' | 'share' | null }>(() => ({ open: null }));

export function openAreaDialog(open: 'save' | 'list' | 'share'): void {
  useAreaDialog.setState({ open });
}

export function closeAreaDialog(): void {
  useAreaDialog.setState({ open: null });
}
