import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { discardBorderPlan } from '#contract/border-review.ts';
import { type BorderPlan, borderLimits, createBorderPlan, getBorderPlan } from '#contract/borders.ts';
import { call } from '../../../shared/api-call.ts';
import { notify } from '../../../shared/ui/notices.tsx';
import { useWords } from '../../../shared/words/words.ts';
import { keepPlan, planKey } from '../api.ts';
import { ConflictDialog, type NamedGrid } from '../conflict-dialog.tsx';
import { changedGrids, documentOf } from './net-changes.ts';
import type { PlanDocument } from './plan-edit.ts';
import { keepMine, saveInto, takeTheirs } from './saving.ts';
import { editor, type SaveState, useEditor } from './store.ts';

/** Asks how to go on where somebody else saved meanwhile. `onOpen` shows the plan that was made of what was done here. */
export function Conflict({ plan, onOpen }: { plan: BorderPlan; onOpen: (plan: BorderPlan) => void }) {
  const save = useEditor((state) => state.save);
  const [isDeciding, setDeciding] = useState(false);
  const [closed, setClosed] = useState<SaveState | null>(null);
  if (!isDeciding && (save.state !== 'conflict' || save === closed)) return null;
  return <Choice plan={plan} isDeciding={isDeciding} onDeciding={setDeciding} onOpen={onOpen} onClose={() => setClosed(save)} />;
}

interface ChoiceProps {
  plan: BorderPlan;
  isDeciding: boolean;
  onDeciding: (isDeciding: boolean) => void;
  onOpen: (plan: BorderPlan) => void;
  onClose: () => void;
}

function Choice({ plan, isDeciding, onDeciding, onOpen, onClose }: ChoiceProps) {
  const words = useWords().borders;
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  // Apart from the plan that the screen shows: what is edited here stays until it is decided.
  const theirs = useQuery({ queryKey: [...planKey(plan.id), 'theirs'], queryFn: ({ signal }) => call(getBorderPlan, { params: { id: plan.id } }, { signal }), staleTime: 0, gcTime: 0 }).data;
  const refused = useEditor(({ save }) => (save.state === 'conflict' ? save.error : null));
  const base = useEditor((state) => state.base);
  const mine = useEditor((state) => state.work.document);
  const decide = (choice: () => Promise<void>) => {
    onDeciding(true);
    setError(null);
    choice()
      .catch(setError)
      .finally(() => onDeciding(false));
  };
  const saveAsNew = async () => {
    const copy = await call(createBorderPlan, { body: { communityCode: plan.community.code, name: words.copyName(plan.name).slice(0, borderLimits.nameLength), copyOf: plan.id } });
    if (!(await saveInto(copy))) {
      // Without what was done here the copy would be theirs once more.
      await call(discardBorderPlan, { params: { id: copy.id }, body: { version: copy.version } });
      return;
    }
    const saved = editor().plan ?? copy;
    keepPlan(client, saved);
    notify(words.mineSaved, 'good');
    onOpen(saved);
  };
  return (
    <ConflictDialog
      by={theirs?.lastEdit?.by ?? null}
      at={theirs?.lastEdit?.at ?? null}
      theirs={theirs ? named(base, documentOf(theirs)) : []}
      mine={named(base, mine)}
      isBusy={isDeciding}
      error={error ?? refused}
      onKeepMine={() => decide(async () => void ((await keepMine()) && notify(words.mineKept, 'good')))}
      onTakeTheirs={() => decide(() => takeTheirs().then(() => notify(words.theirsTaken, 'good')))}
      onSaveAsNew={() => decide(saveAsNew)}
      onClose={onClose}
    />
  );
}

/** Grids that differ, those that are gone among them. */
function named(before: PlanDocument, after: PlanDocument): NamedGrid[] {
  const gone = [...before.coverage.faces.keys()].filter((code) => !after.coverage.faces.has(code));
  return [...changedGrids(before, after), ...gone].map((code) => ({ code, name: (after.facts.get(code) ?? before.facts.get(code))?.name ?? code }));
}
