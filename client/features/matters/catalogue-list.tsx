import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { MatterCatalogue } from '#contract/matter-catalogue.ts';
import { formatCount } from '../../shared/format.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useCatalogue } from './api.ts';
import styles from './catalogue.module.css';

interface CatalogueListProps {
  chosen: string | null;
  onChoose: (code: string) => void;
  onAdd: (classCode: string) => void;
}

/** The whole catalogue by class, narrowed by words. */
export function CatalogueList({ chosen, onChoose, onAdd }: CatalogueListProps) {
  const words = useWords();
  const query = useCatalogue();
  const [text, setText] = useState('');
  const [group, setGroup] = useState('');
  const matters = useMemo(() => (query.data ? fitting(query.data, text, group) : []), [query.data, text, group]);
  if (query.isPending) return <Skeleton rows={12} />;
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  const { classes } = query.data;
  return (
    <section className={styles.list} aria-label={words.admin.matters}>
      <div className={styles.listHead}>
        <input type="search" value={text} maxLength={60} placeholder={words.admin.search} aria-label={words.admin.search} onChange={(event) => setText(event.target.value)} />
        <select value={group} aria-label={words.admin.classes} onChange={(event) => setGroup(event.target.value)}>
          <option value="">{words.admin.allClasses}</option>
          {classes.map(({ code, name }) => (
            <option key={code} value={code}>
              {code.length === 4 ? `　${name}` : name}
            </option>
          ))}
        </select>
        <p role="status">{words.admin.found(formatCount(matters.length))}</p>
        <Button size="s" icon={<Plus size={14} aria-hidden />} onClick={() => onAdd(group.length === 4 ? group : (classes.find(({ code }) => code.length === 4 && code.startsWith(group))?.code ?? ''))}>
          {words.admin.add}
        </Button>
      </div>
      {matters.length === 0 && <Empty title={words.admin.none} />}
      <ul>
        {matters.map((matter) => (
          <li key={matter.code}>
            <button type="button" className={styles.row} aria-current={chosen === matter.code || undefined} onClick={() => onChoose(matter.code)}>
              <code>{matter.code}</code>
              <span>{matter.name}</span>
              <Marks matter={matter} />
              <small>{matter.ownerTitle}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Marks({ matter }: { matter: { isLocal: boolean; isEdited: boolean; valid: boolean } }) {
  const words = useWords();
  return (
    <span className={styles.marks}>
      {matter.isLocal && <b>{words.admin.local}</b>}
      {matter.isEdited && <b data-tone="edited">{words.admin.edited}</b>}
      {!matter.valid && <b data-tone="off">{words.admin.invalid}</b>}
    </span>
  );
}

function fitting({ matters }: MatterCatalogue, text: string, group: string): MatterCatalogue['matters'] {
  const said = text.trim().toLowerCase();
  return matters.filter(({ code, name, aliases }) => code.startsWith(group) && (said === '' || code.startsWith(said) || [name, ...aliases].some((phrase) => phrase.toLowerCase().includes(said))));
}
