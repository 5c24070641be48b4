import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { formatMoment } from '../../shared/china-time.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './borders.module.css';
import own from './dialogs.module.css';
import { Refusal } from './refusal.tsx';

export interface NamedGrid {
  code: string;
  name: string;
}
interface ConflictDialogProps {
  /** Who saved meanwhile, and when; null where that is not known. */
  by: string | null;
  at: string | null;
  theirs: NamedGrid[];
  mine: NamedGrid[];
  isBusy: boolean;
  error: unknown;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onSaveAsNew: () => void;
  /** Goes back to the work without deciding. */
  onClose: () => void;
}

/** Two worked on one plan: what the other changed, what was changed here, and the three ways out. */
export function ConflictDialog({ by, at, theirs, mine, isBusy, error, onKeepMine, onTakeTheirs, onSaveAsNew, onClose }: ConflictDialogProps) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const both = new Set(theirs.map(({ code }) => code).filter((code) => mine.some((grid) => grid.code === code)));
  const choices = [
    { title: words.borders.keepMine, hint: words.borders.keepMineHint, take: onKeepMine },
    { title: words.borders.takeTheirs, hint: words.borders.takeTheirsHint, take: onTakeTheirs },
    { title: words.borders.saveAsNew, hint: words.borders.saveAsNewHint, take: onSaveAsNew },
  ];
  return (
    <Dialog title={words.borders.conflictTitle} lead={by && at ? words.borders.conflictLead(by, formatMoment(at, language)) : words.borders.conflictLeadUnknown} isOpen onClose={onClose} width={560}>
      <div className={own.sides}>
        <Side title={words.borders.conflictTheirs} grids={theirs} both={both} />
        <Side title={words.borders.conflictMine} grids={mine} both={both} />
      </div>
      <Refusal error={error} />
      <ul className={own.choices}>
        {choices.map(({ title, hint, take }) => (
          <li key={title}>
            <Button look="plain" disabled={isBusy} onClick={take}>
              {title}
            </Button>
            <small>{hint}</small>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Side({ title, grids, both }: { title: string; grids: NamedGrid[]; both: Set<string> }) {
  const words = useWords();
  return (
    <section>
      <h3>{title}</h3>
      {grids.length === 0 ? (
        <p className={styles.note}>{words.common.none}</p>
      ) : (
        <ul>
          {grids.slice(0, 30).map(({ code, name }) => (
            <li key={code} data-both={both.has(code)}>
              {name} {both.has(code) && <small>{words.borders.conflictBoth}</small>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
