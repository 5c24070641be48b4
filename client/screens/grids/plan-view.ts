import { create } from 'zustand';
import type { Spot } from '../../features/borders/review-panel.tsx';

/** What this reader is doing on the screen: nothing that a link carries. */
interface PlanView {
  /** The next click on the map says what the comment is about. */
  isPicking: boolean;
  spot: Spot | null;
  /** The comment that was chosen in the list. */
  comment: number | null;
  /** How far the panel is up on a phone: its bar alone, half the screen, nearly all of it. */
  sheet: 'bar' | 'half' | 'full';
  dialog: 'adopt' | 'discard' | 'rename' | 'copy' | 'bands' | 'within' | null;
}
export const usePlanView = create<PlanView>(() => ({ isPicking: false, spot: null, comment: null, sheet: 'half', dialog: null }));

/** Forgets what belonged to the plan that was open. */
export function leavePlan(): void {
  usePlanView.setState({ isPicking: false, spot: null, comment: null, dialog: null });
}
