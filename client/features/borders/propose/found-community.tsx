import { MapPinPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../shared/ui/button.tsx';
import { notify } from '../../../shared/ui/notices.tsx';
import { Empty, Failure } from '../../../shared/ui/states.tsx';
import { useWords } from '../../../shared/words/words.ts';
import { useFoundCommunity } from './api.ts';
import styles from './propose.module.css';

/** Imported ground without communities: one is founded over it before grids can be drawn. */
export function FoundCommunity({ planId, parent, mayFound }: { planId: string; parent: { code: string; name: string }; mayFound: boolean }) {
  const words = useWords().propose;
  const found = useFoundCommunity(planId);
  const [name, setName] = useState(parent.name);
  return (
    <Empty icon={<MapPinPlus size={22} aria-hidden />} title={words.found} hint={mayFound ? words.foundHint : words.foundNoRight}>
      {mayFound && (
        <form
          className={styles.found}
          onSubmit={(event) => {
            event.preventDefault();
            found.mutate({ parentCode: parent.code, name: name.trim() }, { onSuccess: ({ code }) => notify(words.founded(code), 'good') });
          }}
        >
          <label>
            {words.foundName}
            <input value={name} maxLength={80} required onChange={(event) => setName(event.target.value)} />
          </label>
          <Button type="submit" look="primary" disabled={found.isPending || name.trim() === ''}>
            {words.foundDo}
          </Button>
        </form>
      )}
      {found.isError && <Failure error={found.error} />}
    </Empty>
  );
}
