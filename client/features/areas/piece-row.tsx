import { ArrowDown, ArrowUp, Building2, Circle, Ellipsis, Expand, Grid2x2, type LucideIcon, MapPinned, Minus, Pentagon, Plus, Route, Siren, Spline, SquaresIntersect, Trash2, X } from 'lucide-react';
import { type AreaPart, areaLimits } from '#contract/areas.ts';
import { formatArea } from '../../shared/format.ts';
import { shapeName } from '../../shared/geometry.ts';
import { usePreferences } from '../../shared/preferences.ts';
import type { ResolvedPiece } from '../../shared/resolved-area.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../shared/ui/menu.tsx';
import { MetersField } from '../../shared/ui/meters-field.tsx';
import { useWords, type Words } from '../../shared/words/words.ts';
import styles from './area-head.module.css';

const icons: Record<AreaPart['from'], LucideIcon> = { drawn: Pentagon, circle: Circle, line: Spline, street: Route, region: MapPinned, element: Building2, event: Siren };
const opIcons: Record<AreaPart['op'], LucideIcon> = { add: Plus, subtract: Minus, intersect: SquaresIntersect };
const gridCodeLength = 15;

interface PieceRowProps {
  part: AreaPart;
  /** What the server said of it; null until then. */
  resolved: ResolvedPiece | null;
  fault: 'missing' | 'wrong' | null;
  isFirst: boolean;
  isLast: boolean;
  isActive: boolean;
  onChange: (part: AreaPart) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
  /** Shows its corners and goes there. */
  onShow: () => void;
}

/** One piece of the area: how it joins, what it is, its metres and its size. */
export function PieceRow({ part, resolved, fault, isFirst, isLast, isActive, onChange, onMove, onRemove, onShow }: PieceRowProps) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const Icon = part.from === 'region' && part.code.length === gridCodeLength ? Grid2x2 : icons[part.from];
  const title = pieceTitle(part, resolved, words);
  return (
    <li className={styles.piece} data-active={isActive} data-op={isFirst ? 'add' : part.op}>
      <OpMenu part={part} title={title} isFirst={isFirst} onChange={onChange} />
      <Icon size={14} aria-hidden className={styles.pieceIcon} />
      <button type="button" className={styles.pieceTitle} title={words.areas.zoomTo(title)} aria-pressed={isActive} onClick={onShow}>
        <span>{title}</span>
        {fault ? <small className={styles.fault}>{fault === 'missing' ? words.areas.pieceMissing : words.areas.pieceWrong}</small> : <small>{resolved ? formatArea(resolved.squareMeters, language) : '…'}</small>}
      </button>
      <PieceMeters part={part} onChange={onChange} />
      {isFirst && isLast ? null : (
        <>
          <Menu
            trigger={
              <IconButton size="s" label={words.areas.more(title)}>
                <Ellipsis size={15} aria-hidden />
              </IconButton>
            }
          >
            <MenuItem icon={<Expand size={14} />} onSelect={onShow}>
              {words.areas.zoomTo(title)}
            </MenuItem>
            {!isFirst && (
              <MenuItem icon={<ArrowUp size={14} />} onSelect={() => onMove(-1)}>
                {words.areas.earlier}
              </MenuItem>
            )}
            {!isLast && (
              <MenuItem icon={<ArrowDown size={14} />} onSelect={() => onMove(1)}>
                {words.areas.later}
              </MenuItem>
            )}
            <MenuLine />
            <MenuItem icon={<Trash2 size={14} />} onSelect={onRemove}>
              {words.areas.remove}
            </MenuItem>
          </Menu>
          <IconButton size="s" label={words.areas.removeOf(title)} onClick={onRemove}>
            <X size={14} aria-hidden />
          </IconButton>
        </>
      )}
    </li>
  );
}

/** How the piece joins those before it; the first one always adds. */
function OpMenu({ part, title, isFirst, onChange }: { part: AreaPart; title: string; isFirst: boolean; onChange: (part: AreaPart) => void }) {
  const words = useWords();
  const OpIcon = opIcons[isFirst ? 'add' : part.op];
  if (isFirst)
    return (
      <span className={styles.op}>
        <OpIcon size={13} aria-hidden />
      </span>
    );
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={styles.op} aria-label={`${words.areas.joinOf(title)}：${words.areas.join[part.op]}`} title={words.areas.join[part.op]}>
          <OpIcon size={13} aria-hidden />
        </button>
      }
    >
      <MenuChoice
        label={words.areas.joinOf(title)}
        value={part.op}
        choices={(['add', 'subtract', 'intersect'] as const).map((op) => ({ value: op, title: words.areas.join[op] }))}
        onChoose={(op) => onChange({ ...part, op })}
      />
    </Menu>
  );
}

function PieceMeters({ part, onChange }: { part: AreaPart; onChange: (part: AreaPart) => void }) {
  const words = useWords();
  if (part.from === 'circle') {
    return <MetersField label={words.areas.meters.radius} value={part.radiusMeters} most={areaLimits.radiusMeters} onChange={(radiusMeters) => radiusMeters !== null && onChange({ ...part, radiusMeters })} />;
  }
  if (!('meters' in part)) return null;
  return <MetersField label={words.areas.meters.buffer} value={part.meters} most={areaLimits.bufferMeters} onChange={(meters) => meters !== null && onChange({ ...part, meters })} />;
}

/** What a person would call the piece. */
export function pieceTitle(part: AreaPart, resolved: ResolvedPiece | null, words: Words): string {
  if (part.from === 'drawn') {
    const shape = shapeName(part.geometry);
    return shape === 'rectangle' ? words.areas.rectangle : shape === 'multi' ? words.areas.manyParts : words.areas.piece.drawn('');
  }
  return words.areas.piece[part.from](resolved?.title || (part.from === 'street' ? part.name : ''));
}
