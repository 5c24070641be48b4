import { MapPinPlus } from 'lucide-react';
import { useState } from 'react';
import type { BorderPlan } from '#contract/borders.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { notify } from '../../../shared/ui/notices.tsx';
import { Empty, Failure, Skeleton } from '../../../shared/ui/states.tsx';
import { useWords } from '../../../shared/words/words.ts';
import { useFoundCommunities, useStreets } from './api.ts';
import styles from './propose.module.css';

interface FoundCommunitiesProps {
  plan: Pick<BorderPlan, 'id' | 'version' | 'community'>;
  mayFound: boolean;
}

/** Imported ground without communities: they are founded before grids can be drawn, one over a street, in a county one in each street. */
export function FoundCommunities({ plan, mayFound }: FoundCommunitiesProps) {
  const words = useWords().propose;
  const parent = plan.community;
  const streets = useStreets(parent.code);
  const found = useFoundCommunities(plan);
  const [name, setName] = useState(parent.name);
  if (streets.isPending) return <Skeleton rows={4} />;
  if (streets.isError) return <Failure error={streets.error} onRetry={() => streets.refetch()} />;
  const count = streets.data.length;
  const hint = count > 0 ? words.foundHintStreets(count) : words.foundHint;
  return (
    <Empty icon={<MapPinPlus size={22} aria-hidden />} title={words.found} hint={mayFound ? hint : words.foundNoRight}>
      {mayFound && (
        <form
          className={styles.found}
          onSubmit={(event) => {
            event.preventDefault();
            found.mutate({ parentCode: parent.code, name: name.trim() }, { onSuccess: (communities) => notify(words.founded(communities.length, communities[0]?.code ?? ''), 'good') });
          }}
        >
          {count === 0 && (
            <label>
              {words.foundName}
              <input value={name} maxLength={80} required onChange={(event) => setName(event.target.value)} />
            </label>
          )}
          <Button type="submit" look="primary" disabled={found.isPending || name.trim() === ''}>
            {found.isPending ? words.founding : count > 0 ? words.foundDoStreets(count) : words.foundDo}
          </Button>
        </form>
      )}
      {found.isError && <Failure error={found.error} />}
    </Empty>
  );
}
