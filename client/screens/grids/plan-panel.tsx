import { Copy, Ellipsis, PenLine, Redo2, SlidersHorizontal, Undo2 } from 'lucide-react';
import type { BorderPlan } from '#contract/borders.ts';
import type { SessionInfo } from '#contract/identity.ts';
import { AdoptDialog } from '../../features/borders/adopt-dialog.tsx';
import { useTurnBack } from '../../features/borders/api.ts';
import { BehindBanner } from '../../features/borders/behind-banner.tsx';
import { NewerVersion } from '../../features/borders/newer-version.tsx';
import { CopyDialog, DiscardDialog, RenameDialog } from '../../features/borders/plan-dialogs.tsx';
import { PlanHead } from '../../features/borders/plan-head.tsx';
import { PlanLog, PlanSteps, StatusLine } from '../../features/borders/plan-steps.tsx';
import { changeGridsLink } from '../../shared/grids-link-store.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { Menu, MenuItem } from '../../shared/ui/menu.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { describeFailure } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './grids.module.css';
import { goTo } from './map-store.ts';
import { leavePlan, usePlanView } from './plan-view.ts';

const openDialog = (dialog: ReturnType<typeof usePlanView.getState>['dialog']) => usePlanView.setState({ dialog });
const closeDialog = () => openDialog(null);
const goToPosition = ([lng, lat]: [number, number]) => goTo([lng, lat, lng, lat]);

interface PlanPanelProps {
  plan: BorderPlan;
  session: SessionInfo;
  isUnsaved: boolean;
}

/** The open plan: what it is, what can be done with it, how far it has come. */
export function PlanPanel({ plan, session, isUnsaved }: PlanPanelProps) {
  const mayWrite = session.rights.includes('borders.write');
  return (
    <div className={styles.planPanel}>
      <PlanHead plan={plan} isUnsaved={isUnsaved} onBack={closePlan}>
        <PlanMenu plan={plan} mayWrite={mayWrite} isUnsaved={isUnsaved} />
      </PlanHead>
      <StatusLine status={plan.status} />
      <NewerVersion plan={plan} isUnsaved={isUnsaved} />
      {plan.isBehind && plan.status !== 'adopted' && plan.status !== 'discarded' && <BehindBanner plan={plan} isUnsaved={isUnsaved} onGoTo={goToPosition} />}
      <PlanSteps plan={plan} isUnsaved={isUnsaved} onAdopt={() => openDialog('adopt')} onDiscard={() => openDialog('discard')} onGoTo={goToPosition} />
      <PlanLog plan={plan} onGoTo={goToPosition} />
      <PlanDialogs plan={plan} />
    </div>
  );
}

export function closePlan(): void {
  leavePlan();
  changeGridsLink({ plan: null, tab: 'plans', grid: null }, 'push');
}

function openPlan(plan: BorderPlan): void {
  leavePlan();
  changeGridsLink({ plan: plan.id, tab: 'edit', grid: null, asOf: null }, 'push');
}

function PlanMenu({ plan, mayWrite, isUnsaved }: { plan: BorderPlan; mayWrite: boolean; isUnsaved: boolean }) {
  const all = useWords();
  const words = all.borders;
  const turnBack = useTurnBack(plan.id);
  const turn = (how: 'undo' | 'redo') =>
    turnBack.mutate({ turn: how, version: plan.version }, { onSuccess: () => notify(words.turned[how], 'good'), onError: (error) => notify(describeFailure(error, all), 'warn') });
  // What is not saved has its own undo, in the editor.
  const mayTurn = plan.mayEdit && !isUnsaved && !turnBack.isPending;
  return (
    <Menu
      trigger={
        <IconButton size="s" label={words.more}>
          <Ellipsis size={16} aria-hidden />
        </IconButton>
      }
    >
      {mayTurn && plan.canUndo && (
        <MenuItem icon={<Undo2 size={14} aria-hidden />} onSelect={() => turn('undo')}>
          {words.turns.undo}
        </MenuItem>
      )}
      {mayTurn && plan.canRedo && (
        <MenuItem icon={<Redo2 size={14} aria-hidden />} onSelect={() => turn('redo')}>
          {words.turns.redo}
        </MenuItem>
      )}
      {plan.mayEdit && (
        <MenuItem icon={<PenLine size={14} aria-hidden />} onSelect={() => openDialog('rename')}>
          {words.rename}
        </MenuItem>
      )}
      {mayWrite && (
        <MenuItem icon={<Copy size={14} aria-hidden />} onSelect={() => openDialog('copy')}>
          {words.copy}
        </MenuItem>
      )}
      <MenuItem icon={<SlidersHorizontal size={14} aria-hidden />} onSelect={() => openDialog('bands')}>
        {words.bands}
      </MenuItem>
    </Menu>
  );
}

function PlanDialogs({ plan }: { plan: BorderPlan }) {
  const dialog = usePlanView((state) => state.dialog);
  if (dialog === 'adopt') return <AdoptDialog plan={plan} onGoTo={goToPosition} onClose={closeDialog} />;
  if (dialog === 'discard') return <DiscardDialog plan={plan} onClose={closeDialog} />;
  if (dialog === 'rename') return <RenameDialog plan={plan} onClose={closeDialog} />;
  if (dialog === 'copy') return <CopyDialog plan={plan} onClose={closeDialog} onCopied={openPlan} />;
  return null;
}
