import { CircleDot, Radar } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { areaLimits } from '#contract/areas.ts';
import type { AreaPiece, JoinOp } from '../area-pieces.ts';
import { addPiece } from '../area-work.ts';
import { changeLink, useLink } from '../link-store.ts';
import { noFilter } from '../question-code.ts';
import { useWords } from '../words/words.ts';
import { Button } from './button.tsx';
import { Menu, MenuItem } from './menu.tsx';
import { MetersField } from './meters-field.tsx';
import styles from './use-as-area.module.css';

const joins: JoinOp[] = ['replace', 'add', 'subtract', 'intersect'];

/** Makes a thing the area; where there is one already the thing may also join it. */
export function UseAsArea({ piece, label, icon, isDisabled = false }: { piece: AreaPiece; label?: string; icon?: ReactNode; isDisabled?: boolean }) {
  const words = useWords();
  const hasArea = useLink((link) => link.area !== null && link.area.parts.length > 0);
  const title = label ?? words.areas.useAs;
  const mark = icon ?? <Radar size={14} aria-hidden />;
  if (!hasArea)
    return (
      <Button size="s" icon={mark} disabled={isDisabled} onClick={() => use(piece, 'replace')}>
        {title}
      </Button>
    );
  return (
    <Menu
      align="start"
      trigger={
        <Button size="s" icon={mark} disabled={isDisabled}>
          {title}…
        </Button>
      }
    >
      {joins.map((how) => (
        <MenuItem key={how} onSelect={() => use(piece, how)}>
          {words.areas.joinPiece[how]}
        </MenuItem>
      ))}
    </Menu>
  );
}

function use(piece: AreaPiece, how: JoinOp): void {
  if (how === 'replace') changeLink({ filter: noFilter }, 'replace');
  addPiece(piece, how);
}

interface UseGroundAroundProps {
  piece: (meters: number) => AreaPiece;
  /** The metres are a radius, which may be longer than a buffer. */
  isCircle?: boolean;
  /** Metres to begin with. */
  initial?: number;
  label?: string;
}

/** The same for the ground within metres of a thing, which are asked beside the button. */
export function UseGroundAround({ piece, isCircle = false, initial = 200, label }: UseGroundAroundProps) {
  const words = useWords();
  const [meters, setMeters] = useState(initial);
  const [isWrong, setWrong] = useState(false);
  return (
    <span className={styles.around}>
      <MetersField label={isCircle ? words.areas.meters.radius : words.areas.meters.buffer} value={meters} most={isCircle ? areaLimits.radiusMeters : areaLimits.bufferMeters} onChange={(typed) => typed !== null && setMeters(typed)} onWrong={setWrong} />
      <UseAsArea piece={piece(meters)} label={label ?? words.areas.around} icon={<CircleDot size={14} aria-hidden />} isDisabled={isWrong} />
    </span>
  );
}
