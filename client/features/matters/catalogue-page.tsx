import { useState } from 'react';
import { Note } from '../../shared/ui/card.tsx';
import { DiscardQuestion } from '../../shared/ui/question-dialog.tsx';
import { useTypedFields } from '../../shared/ui/use-typed-fields.ts';
import { useWords } from '../../shared/words/words.ts';
import { useCatalogue } from './api.ts';
import { MatterEditor, NewMatter } from './catalogue-editor.tsx';
import { CatalogueList } from './catalogue-list.tsx';
import styles from './catalogue.module.css';

type Shown = { what: 'nothing' } | { what: 'matter'; code: string } | { what: 'new'; classCode: string };

/** The matter catalogue: the list on one side, what is edited on the other; before a changed entry is left it asks. */
export function CataloguePage() {
  const words = useWords();
  const catalogue = useCatalogue().data;
  const [shown, setShown] = useState<Shown>({ what: 'nothing' });
  const [wanted, setWanted] = useState<Shown | null>(null);
  const { typed, watch } = useTypedFields();
  const open = (code: string) => setShown({ what: 'matter', code });
  const leaveFor = (next: Shown) => (typed.hasAny() ? setWanted(next) : setShown(next));
  const discard = (next: Shown) => {
    typed.keep();
    setWanted(null);
    setShown(next);
  };
  return (
    <div className={styles.page} data-shown={shown.what}>
      <CatalogueList chosen={shown.what === 'matter' ? shown.code : null} onChoose={(code) => leaveFor({ what: 'matter', code })} onAdd={(classCode) => leaveFor({ what: 'new', classCode })} />
      <div className={styles.side} {...watch}>
        {shown.what === 'nothing' && <Note>{words.admin.choose}</Note>}
        {shown.what !== 'nothing' && (
          <button type="button" className={styles.backToList} onClick={() => leaveFor({ what: 'nothing' })}>
            ← {words.common.back}
          </button>
        )}
        {catalogue && shown.what === 'matter' && <MatterEditor key={shown.code} code={shown.code} catalogue={catalogue} />}
        {catalogue && shown.what === 'new' && <NewMatter key={shown.classCode} classCode={shown.classCode} catalogue={catalogue} onSaved={open} />}
      </div>
      {wanted && <DiscardQuestion onStay={() => setWanted(null)} onDiscard={() => discard(wanted)} />}
    </div>
  );
}
