import { ImageOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ElementDetail } from '#contract/elements.ts';
import type { SessionInfo } from '#contract/identity.ts';
import { ApiError } from '../../shared/api-call.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatDay, formatMoment } from '../../shared/china-time.ts';
import { openCard } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Card, CardSection, CodeLine, Facts, Note, PositionLine } from '../../shared/ui/card.tsx';
import { InChargeBoard } from '../../shared/ui/in-charge-board.tsx';
import { KindIcon } from '../../shared/ui/kind-icon.tsx';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { UseGroundAround } from '../../shared/ui/use-as-area.tsx';
import { Where } from '../../shared/ui/where.tsx';
import { useWords, type Words, wordFor } from '../../shared/words/words.ts';
import { useElement } from './api.ts';
import styles from './element-card.module.css';
import { ContentSection } from './content-section.tsx';
import { ProfileSections } from './profile-sections.tsx';

interface ElementCardProps {
  code: string;
  session: SessionInfo;
  onBack?: (() => void) | undefined;
  onClose: () => void;
  onLocate: (element: ElementDetail) => void;
  /** What happened there. */
  matters?: ReactNode;
}

/** Everything about one element: what it is, where it lies, who is responsible, its profiles, content and history. */
export function ElementCard({ code, session, onBack, onClose, onLocate, matters }: ElementCardProps) {
  const words = useWords();
  const titles = useTitles();
  const query = useElement(code);
  const shell = { onBack, onClose };
  if (query.isPending)
    return (
      <Card title={words.common.loading} icon={<KindIcon kind="" />} {...shell}>
        <Skeleton rows={9} />
      </Card>
    );
  if (query.isError && !query.data) return <FailedCard error={query.error} onRetry={() => query.refetch()} {...shell} />;
  const element = query.data;
  if (!element) return null;
  const category = titles.category(element.kind, element.category) || element.categoryTitle;
  return (
    <Card
      key={code}
      title={element.name || element.address || category || words.common.unnamed}
      subtitle={
        <>
          <span>{[titles.kind(element.kind), category].filter(Boolean).join(' · ')}</span>
          {element.sensitivity !== 'open' && <span className={styles.level} data-level={element.sensitivity}>{wordFor(words.layers.sensitivityShort, element.sensitivity)}</span>}
        </>
      }
      icon={<KindIcon kind={element.kind} size={18} />}
      onLocate={() => onLocate(element)}
      {...shell}
    >
      <CardSection title={words.card.where}>
        {element.address && <p className={styles.address}>{element.address}</p>}
        <Where chain={element.chain} grid={element.grid} />
        {element.building && <BuildingLine building={element.building} />}
        <CodeLine label={words.card.code} code={element.code} />
        <PositionLine position={element.center} />
        {(element.sensitivity !== 'restricted' || session.rights.includes('people.points')) && (
          <p className={styles.areas}>
            <UseGroundAround piece={(meters) => ({ from: 'element', code: element.code, meters })} />
          </p>
        )}
      </CardSection>
      <InChargeBoard people={element.inCharge} />
      <ProfileSections element={element} session={session} />
      {element.kind === 'building' && <ContentSection element={element} />}
      {matters}
      <PhotoSection photos={element.photos} />
      <RecordSection element={element} />
    </Card>
  );
}

/** Not there and not for this reader look alike: existence itself is protected. */
function FailedCard({ error, onRetry, onBack, onClose }: { error: Error; onRetry: () => void; onBack?: (() => void) | undefined; onClose: () => void }) {
  const words = useWords();
  const isHidden = error instanceof ApiError && (error.status === 404 || error.status === 403);
  return (
    <Card title={words.panels.card} icon={<KindIcon kind="" />} onBack={onBack} onClose={onClose}>
      <Failure error={error} onRetry={onRetry}>
        {isHidden && <Note>{words.card.noRightHint}</Note>}
      </Failure>
    </Card>
  );
}

function BuildingLine({ building }: { building: NonNullable<ElementDetail['building']> }) {
  const words = useWords();
  return (
    <p className={styles.building}>
      <span>{words.card.inBuilding}</span>
      <button type="button" onClick={() => openCard({ type: 'element', code: building.code }, 'if-hidden')}>
        {building.name || building.code}
      </button>
    </p>
  );
}

function PhotoSection({ photos }: { photos: ElementDetail['photos'] }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  return (
    <CardSection title={words.card.photos} hint={photos.length > 0 ? String(photos.length) : ''}>
      {photos.length === 0 ? (
        <div className={styles.noPhoto}>
          <ImageOff size={18} aria-hidden />
          <span>
            {words.card.noPhoto}
            <small>{words.card.noPhotoHint}</small>
          </span>
        </div>
      ) : (
        <ul className={styles.photos}>
          {photos.map((photo) => (
            <li key={photo.id}>
              {photo.caption || words.common.unnamed}
              {photo.takenAt && <small>{formatMoment(photo.takenAt, language)}</small>}
            </li>
          ))}
        </ul>
      )}
    </CardSection>
  );
}

/** `demo`, or `osm:liechtenstein` for what came with a file. */
function nameOfSource(source: string, words: Words): string {
  const [kind = '', ...from] = source.split(':');
  return [wordFor(words.card.sources, kind), from.join(':')].filter(Boolean).join(' · ');
}

function RecordSection({ element }: { element: ElementDetail }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  return (
    <CardSection title={words.card.history}>
      {element.validTo && <Note>{words.card.validTo(formatDay(element.validTo, language))}</Note>}
      <ol className={styles.history}>
        {element.history.map((entry) => (
          <li key={`${entry.at}${entry.change}`}>
            <time dateTime={entry.at}>{formatMoment(entry.at, language)}</time>
            <span>{wordFor(words.card.changes, entry.change)}</span>
            {entry.by && <span>{entry.by}</span>}
          </li>
        ))}
      </ol>
      <Facts
        facts={[
          { label: words.card.source, value: nameOfSource(element.source, words) },
          { label: words.card.updated, value: formatMoment(element.updatedAt, language) },
        ]}
      />
    </CardSection>
  );
}
