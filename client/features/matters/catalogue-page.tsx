import { useState } from 'react';
import { Note } from '../../shared/ui/card.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useCatalogue } from './api.ts';
import { MatterEditor, NewMatter } from './catalogue-editor.tsx';
import { CatalogueList } from './catalogue-list.tsx';
import styles from './catalogue.module.css';

type Shown = { what: 'nothing' } | { what: 'matter'; code: string } | { what: 'new'; classCode: string };

/** The matter catalogue: the list on one side, what is edited on the other. */
export function CataloguePage() {
  const words = useWords();
  const catalogue = useCatalogue().data;
  const [shown, setShown] = useState<Shown>({ what: 'nothing' });
  const open = (code: string) => setShown({ what: 'matter', code });
  return (
    <div className={styles.page} data-shown={shown.what}>
      <CatalogueList chosen={shown.what === 'matter' ? shown.code : null} onChoose={open} onAdd={(classCode) => setShown({ what: 'new', classCode })} />
      <div className={styles.side}>
        {shown.what === 'nothing' && <Note>{words.admin.choose}</Note>}
        {shown.what !== 'nothing' && (
          <button type="button" className={styles.backToList} onClick={() => setShown({ what: 'nothing' })}>
            ← {words.common.back}
          </button>
        )}
        {catalogue && shown.what === 'matter' && <MatterEditor key={shown.code} code={shown.code} catalogue={catalogue} />}
        {catalogue && shown.what === 'new' && <NewMatter key={shown.classCode} classCode={shown.classCode} catalogue={catalogue} onSaved={open} />}
      </div>
    </div>
  );
}
