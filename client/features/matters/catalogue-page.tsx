import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { Note } from '../../shared/ui/card.tsx';
import { DiscardQuestion } from '../../shared/ui/question-dialog.tsx';
import { useAskedLinks, useTypedFields } from '../../shared/ui/use-typed-fields.ts';
import { useWords } from '../../shared/words/words.ts';
import { useCatalogue } from './api.ts';
import { MatterEditor, NewMatter } from './catalogue-editor.tsx';
import { CatalogueList } from './catalogue-list.tsx';
import styles from './catalogue.module.css';

type Shown = { what: 'nothing' } | { what: 'matter'; code: string } | { what: 'new'; classCode: string };
type Wanted = Shown | { what: 'page'; address: string };

/** The matter catalogue: the list on one side, what is edited on the other; before a changed entry is left it asks. The link holds the matter. */
export function CataloguePage() {
  const words = useWords();
  const catalogue = useCatalogue().data;
  const { shown, show } = useShown();
  const [, navigate] = useLocation();
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const { typed, watch } = useTypedFields();
  useAskedLinks(typed, (address) => setWanted({ what: 'page', address }));
  const open = (code: string) => show({ what: 'matter', code });
  const leaveFor = (next: Shown) => (typed.hasAny() ? setWanted(next) : show(next));
  const discard = (next: Wanted) => {
    typed.keep();
    setWanted(null);
    if (next.what === 'page') navigate(next.address);
    else show(next);
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

/** What is open on the side. A matter stands in the link; one that is being added is nobody else's. */
function useShown(): { shown: Shown; show: (next: Shown) => void } {
  const [search, setSearch] = useSearchParams();
  const [added, setAdded] = useState<string | null>(null);
  const code = search.get('matter');
  const show = (next: Shown) => {
    setAdded(next.what === 'new' ? next.classCode : null);
    setSearch(next.what === 'matter' ? { matter: next.code } : {}, { replace: true });
  };
  if (added !== null) return { shown: { what: 'new', classCode: added }, show };
  return { shown: code === null ? { what: 'nothing' } : { what: 'matter', code }, show };
}
