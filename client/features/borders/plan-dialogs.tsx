import { type FormEvent, type ReactNode, useState } from 'react';
import { borderLimits, type BorderPlan } from '#contract/borders.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useCreatePlan, useRenamePlan, useStepPlan } from './api.ts';
import styles from './dialogs.module.css';
import { Refusal } from './refusal.tsx';

interface NameFormProps {
  initial: string;
  button: string;
  isBusy: boolean;
  error: unknown;
  onSend: (name: string) => void;
  onCancel: () => void;
}

/** Asks for a plan's name. */
export function NameForm({ initial, button, isBusy, error, onSend, onCancel }: NameFormProps) {
  const words = useWords();
  // What was typed stays when the name that is offered becomes another one.
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? initial;
  const [isMissing, setMissing] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() !== '' && !isBusy) onSend(name.trim());
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <label className={styles.field}>
        <span>{words.borders.name}</span>
        <input value={name} maxLength={borderLimits.nameLength} onChange={(event) => setTyped(event.target.value)} />
      </label>
      {isMissing && (
        <p className={styles.wrong} role="alert">
          {words.borders.nameMissing}
        </p>
      )}
      <Refusal error={error} />
      <div className={styles.formEnd}>
        <Button onClick={onCancel}>{words.common.cancel}</Button>
        <Button type="submit" look="primary" disabled={isBusy}>
          {button}
        </Button>
      </div>
    </form>
  );
}

interface PlanDialogProps {
  plan: BorderPlan;
  onClose: () => void;
}

export function RenameDialog({ plan, onClose }: PlanDialogProps) {
  const words = useWords().borders;
  const rename = useRenamePlan(plan.id);
  const send = (name: string) =>
    rename.mutate(
      { version: plan.version, name },
      {
        onSuccess: () => {
          notify(words.renamed, 'good');
          onClose();
        },
      },
    );
  return (
    <Dialog title={words.rename} isOpen onClose={onClose}>
      <NameForm initial={plan.name} button={words.rename} isBusy={rename.isPending} error={rename.error} onSend={send} onCancel={onClose} />
    </Dialog>
  );
}

/** A plan as another one has it now: a second draft beside the first. */
export function CopyDialog({ plan, onClose, onCopied }: PlanDialogProps & { onCopied: (plan: BorderPlan) => void }) {
  const words = useWords().borders;
  const create = useCreatePlan();
  const send = (name: string) =>
    create.mutate(
      { communityCode: plan.community.code, name, copyOf: plan.id },
      {
        onSuccess: (copy) => {
          notify(words.copied, 'good');
          onCopied(copy);
        },
      },
    );
  return (
    <Dialog title={words.copy} isOpen onClose={onClose}>
      <NameForm initial={words.copyName(plan.name).slice(0, borderLimits.nameLength)} button={words.copy} isBusy={create.isPending} error={create.error} onSend={send} onCancel={onClose} />
    </Dialog>
  );
}

export function DiscardDialog({ plan, onClose }: PlanDialogProps) {
  const words = useWords();
  const step = useStepPlan(plan.id);
  const discard = () =>
    step.mutate(
      { step: 'discard', version: plan.version },
      {
        onSuccess: () => {
          notify(words.borders.stepDone.discard, 'good');
          onClose();
        },
      },
    );
  return (
    <Dialog title={words.borders.steps.discard} lead={words.borders.discardAsk} isOpen onClose={onClose}>
      <Refusal error={step.error} />
      <div className={styles.formEnd}>
        <Button onClick={onClose}>{words.common.cancel}</Button>
        <Button look="danger" disabled={step.isPending} onClick={discard}>
          {words.borders.steps.discard}
        </Button>
      </div>
    </Dialog>
  );
}

interface NewPlanDialogProps {
  isOpen: boolean;
  /** What was chosen by the tree or on the map. */
  scope: { code: string; name: string } | null;
  /** Whether the reader answers for all of it. */
  isWithin: boolean;
  onPickOnMap: () => void;
  onCreated: (plan: BorderPlan) => void;
  onClose: () => void;
  /** The tree of regions. */
  children: ReactNode;
}

/** A new plan: for which community, street or county, and its name. */
export function NewPlanDialog({ isOpen, scope, isWithin, onPickOnMap, onCreated, onClose, children }: NewPlanDialogProps) {
  const words = useWords().borders;
  const create = useCreatePlan();
  const [fault, setFault] = useState<string | null>(null);
  const send = (name: string) => {
    setFault(scope === null ? words.nonePicked : isWithin ? null : words.outsideJurisdiction);
    if (scope === null || !isWithin) return;
    create.mutate(
      { communityCode: scope.code, name },
      {
        onSuccess: (plan) => {
          notify(words.created, 'good');
          onCreated(plan);
        },
      },
    );
  };
  return (
    <Dialog title={words.newPlan} lead={words.newPlanLead} isOpen={isOpen} onClose={onClose} width={520}>
      <div className={styles.picker}>
        <p className={styles.pickHead}>
          <span>{words.pickPlace}</span>
          <Button size="s" look="quiet" onClick={onPickOnMap}>
            {words.pickOnMap}
          </Button>
        </p>
        <div className={styles.tree}>{children}</div>
        <p className={styles.picked} aria-live="polite">
          {words.chosenPlace} <b>{scope?.name ?? '—'}</b>
        </p>
        {fault && (
          <p className={styles.wrong} role="alert">
            {fault}
          </p>
        )}
      </div>
      <NameForm initial={scope ? words.nameHint(scope.name) : ''} button={create.isPending ? words.creating : words.create} isBusy={create.isPending} error={create.error} onSend={send} onCancel={onClose} />
    </Dialog>
  );
}
