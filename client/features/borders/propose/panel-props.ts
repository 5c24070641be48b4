import type { BorderPlan } from '#contract/borders.ts';
import type { Bounds } from '../../../map/types.ts';

export interface ProposePanelProps {
  plan: BorderPlan;
  /** Whether the reader may found communities. */
  mayFound: boolean;
  /** Changes of the editor that are not saved: taking a proposal over would lose them. */
  isUnsaved: boolean;
  onGoTo: (bounds: Bounds) => void;
  onTaken: () => void;
}
