import { useQuery } from '@tanstack/react-query';
import { PencilLine } from 'lucide-react';
import { useWords } from '../../../shared/words/words.ts';
import { listDrafts } from './draft-store.ts';
import { draftSettled } from './session.ts';

async function drafted(): Promise<readonly string[]> {
  await draftSettled();
  return listDrafts();
}

/** Says of a plan that this browser keeps changes of it which are not saved. */
export function UnsavedMark({ planId, className }: { planId: string; className: string | undefined }) {
  const words = useWords().borderEditor;
  // Asked of this browser alone, anew for each list.
  const { data } = useQuery({ queryKey: ['border-drafts'], queryFn: drafted, networkMode: 'always', retry: false, staleTime: 0, gcTime: 0 });
  if (!data?.includes(planId)) return null;
  return (
    <small className={className}>
      <PencilLine size={12} aria-hidden /> {words.unsavedDraft}
    </small>
  );
}
