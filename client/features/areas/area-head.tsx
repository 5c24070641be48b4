import { Expand, FolderOpen, Link2, Redo2, Save, ScanSearch, Undo2, X } from 'lucide-react';
import type { LinkArea } from '../../shared/area-code.ts';
import { isAreaInLink } from '../../shared/area-code.ts';
import { changePiece, movePiece, removePiece } from '../../shared/area-pieces.ts';
import { redoArea, undoArea, useAreaWork } from '../../shared/area-work.ts';
import { ApiError } from '../../shared/api-call.ts';
import { formatArea } from '../../shared/format.ts';
import { type Bounds, boundsOf, shapeName } from '../../shared/geometry.ts';
import { changeLink } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { clearArea } from '../../shared/question.ts';
import { faultyPiece, resolvedPiece, useResolvedArea } from '../../shared/resolved-area.ts';
import { Button } from '../../shared/ui/button.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useSavedArea } from './api.ts';
import styles from './area-head.module.css';
import { PieceRow, pieceTitle } from './piece-row.tsx';
import { useCopyLink } from './share-dialog.tsx';
import { openAreaDialog } from './store.ts';

interface AreaHeadProps {
  area: LinkArea;
  onFit: (bounds: Bounds) => void;
}

/** What the area is: its pieces, its size, and the ways to change it, to keep it and to leave it. */
export function AreaHead({ area, onFit }: AreaHeadProps) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const { data: resolved } = useResolvedArea(area);
  const bounds = boundsOf(resolved?.geometry ?? null);
  const copyLink = useCopyLink();
  return (
    <header className={styles.head}>
      <div className={styles.top}>
        <span className={styles.icon}>
          <ScanSearch size={18} aria-hidden />
        </span>
        <div className={styles.titles}>
          <AreaTitle area={area} />
          <p>{resolved && `${words.area.size} ${formatArea(resolved.squareMeters, language)}`}</p>
        </div>
        <Steps />
        {bounds && (
          <IconButton size="s" label={words.area.fit} onClick={() => onFit(bounds)}>
            <Expand size={15} aria-hidden />
          </IconButton>
        )}
        <IconButton size="s" label={words.area.clear} onClick={clearArea}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <Pieces area={area} onFit={onFit} />
      <CornerHint area={area} />
      {resolved?.isRepaired && <p className={styles.note}>{words.areas.repaired}</p>}
      {resolved?.squareMeters === 0 && <p className={styles.note}>{words.areas.nothingLeft}</p>}
      {!isAreaInLink(area) && <p className={styles.note}>{words.areas.tooLongForLink}</p>}
      <div className={styles.actions}>
        <Button size="s" look="quiet" icon={<Save size={14} aria-hidden />} onClick={() => openAreaDialog('save')}>
          {words.areas.save}
        </Button>
        <Button size="s" look="quiet" icon={<FolderOpen size={14} aria-hidden />} onClick={() => openAreaDialog('list')}>
          {words.areas.savedList}
        </Button>
        {isAreaInLink(area) && (
          <Button size="s" look="quiet" icon={<Link2 size={14} aria-hidden />} onClick={copyLink}>
            {words.areas.shareLink}
          </Button>
        )}
      </div>
    </header>
  );
}

/** The name that it was saved under, else what its one piece is, else of how many pieces it is. */
function AreaTitle({ area }: { area: LinkArea }) {
  const words = useWords();
  const { data: resolved } = useResolvedArea(area);
  const saved = useSavedArea(area.saved?.id ?? null).data;
  const [only] = area.parts.length === 1 ? area.parts : [];
  const shape = only?.from === 'circle' ? 'circle' : only?.from === 'drawn' ? shapeName(only.geometry) : null;
  const made = shape ? words.area.shape[shape] : only ? pieceTitle(only, resolvedPiece(resolved, only), words) : words.areas.wholeOf(area.parts.length);
  return (
    <h2>
      {saved?.name ?? made}
      {saved && area.saved?.isEdited && <small className={styles.edited}>{words.areas.edited}</small>}
    </h2>
  );
}

function Steps() {
  const words = useWords();
  const { past, future } = useAreaWork();
  return (
    <>
      {past.length > 0 && (
        <IconButton size="s" label={words.areas.undo} shortcut="Ctrl Z" onClick={undoArea}>
          <Undo2 size={15} aria-hidden />
        </IconButton>
      )}
      {future.length > 0 && (
        <IconButton size="s" label={words.areas.redo} shortcut="Ctrl Shift Z" onClick={redoArea}>
          <Redo2 size={15} aria-hidden />
        </IconButton>
      )}
    </>
  );
}

/** What can be done with the corners that the map shows now. */
function CornerHint({ area }: { area: LinkArea }) {
  const words = useWords();
  const chosen = useAreaWork((state) => state.active);
  const held = area.parts[area.parts.length === 1 ? 0 : (chosen ?? -1)];
  return held?.from === 'drawn' || held?.from === 'line' ? <p className={styles.hint}>{words.areas.corners}</p> : null;
}

/** The pieces in their order; none where the only one is told by the title alone. */
function Pieces({ area, onFit }: AreaHeadProps) {
  const words = useWords();
  const { data: resolved, error } = useResolvedArea(area);
  const chosen = useAreaWork((state) => state.active);
  const [first] = area.parts;
  if (area.parts.length === 1 && (first?.from === 'drawn' || first?.from === 'region')) return null;
  const faulty = faultyPiece(error);
  const isMissing = error instanceof ApiError && error.status === 404;
  return (
    <ol className={styles.pieces} aria-label={words.areas.pieces}>
      {area.parts.map((part, index) => {
        const piece = resolvedPiece(resolved, part);
        const bounds = boundsOf(piece?.geometry ?? null);
        return (
          <PieceRow
            // Pieces have no name of their own: their place is what tells them apart.
            // biome-ignore lint/suspicious/noArrayIndexKey: the order is part of what the area is
            key={index}
            part={part}
            resolved={piece}
            fault={faulty !== index ? null : isMissing ? 'missing' : 'wrong'}
            isFirst={index === 0}
            isLast={index === area.parts.length - 1}
            isActive={area.parts.length > 1 && chosen === index}
            onChange={(changed) => changeLink({ area: changePiece(area, index, changed) }, 'push')}
            onMove={(by) => changeLink({ area: movePiece(area, index, by) }, 'push')}
            onRemove={() => changeLink({ area: removePiece(area, index) }, 'push')}
            onShow={() => {
              useAreaWork.setState({ active: index });
              if (bounds) onFit(bounds);
            }}
          />
        );
      })}
    </ol>
  );
}
