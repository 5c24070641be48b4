import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { ElementDetail } from '#contract/elements.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatCount } from '../../shared/format.ts';
import { openCard } from '../../shared/link-store.ts';
import { CardSection, Note } from '../../shared/ui/card.tsx';
import { KindIcon } from '../../shared/ui/kind-icon.tsx';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useElementContent } from './api.ts';
import styles from './element-card.module.css';

/** What hangs on a building, counted by kind; each kind opens its list. */
export function ContentSection({ element }: { element: ElementDetail }) {
  const words = useWords();
  const titles = useTitles();
  const [openKind, setOpenKind] = useState<string | null>(null);
  const kinds = countByKind(element.content);
  return (
    <CardSection title={words.card.content}>
      {kinds.length === 0 && <Note>{words.card.contentEmpty}</Note>}
      <ul className={styles.kinds}>
        {kinds.map(({ kind, count }) => (
          <li key={kind}>
            <button type="button" className={styles.kind} aria-expanded={openKind === kind} onClick={() => setOpenKind(openKind === kind ? null : kind)}>
              <ChevronRight size={13} aria-hidden className={styles.chevron} />
              <KindIcon kind={kind} size={15} />
              {titles.kind(kind)}
              <b>{formatCount(count)}</b>
            </button>
            {openKind === kind && <ContentList code={element.code} kind={kind} />}
          </li>
        ))}
      </ul>
    </CardSection>
  );
}

function countByKind(content: ElementDetail['content']): { kind: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { kind, count } of content) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

function ContentList({ code, kind }: { code: string; kind: string }) {
  const words = useWords();
  const titles = useTitles();
  const query = useElementContent(code, kind);
  if (query.isPending) return <Skeleton rows={3} />;
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  const { items, total } = query.data;
  if (total === 0) return <Note>{words.card.contentCountOnly}</Note>;
  return (
    <>
      <ul className={styles.items}>
        {items.map((item) => (
          <li key={item.id}>
            <button type="button" className={styles.item} onClick={() => openCard({ type: 'element', code: item.code }, 'if-hidden')}>
              {item.name || words.common.unnamed}
            </button>
            <small>{titles.category(item.kind, item.category)}</small>
          </li>
        ))}
      </ul>
      {total > items.length && <Note>{words.card.contentMore(formatCount(items.length), formatCount(total))}</Note>}
    </>
  );
}
