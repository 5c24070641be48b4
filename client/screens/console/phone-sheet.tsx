import { ChevronDown, ChevronUp, ClipboardCheck, ClipboardList, Info, Layers, MapPinned, ScanSearch } from 'lucide-react';
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { SessionInfo } from '#contract/identity.ts';
import { useLink } from '../../shared/link-store.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './console.module.css';
import { MattersHere } from './matters-here.tsx';
import { TasksHere } from './papers.tsx';
import { AreaHere, LayersHere, OpenCardView, RegionsHere } from './side-panels.tsx';

type Section = 'layers' | 'regions' | 'matters' | 'tasks' | 'results' | 'card';
/** How far the sheet is up: its bar alone, half the screen, nearly all of it. */
const levels = ['bar', 'half', 'full'] as const;
type Level = (typeof levels)[number];
const dragPixels = 40;

/** On a phone all panels share one sheet at the bottom. */
export function PhoneSheet({ session }: { session: SessionInfo }) {
  const words = useWords();
  const open = useLink((link) => link.open);
  const area = useLink((link) => link.area);
  const cases = useLink((link) => link.cases);
  const matter = useLink((link) => link.matter?.matter ?? null);
  const [section, setSection] = useState<Section>('layers');
  const [level, setLevel] = useState<Level>('bar');
  const drag = useDrag(level, setLevel);
  const areTasksAsked = useLink((link) => link.panel === 'tasks');
  useEffect(() => {
    if (!areTasksAsked) return;
    setSection('tasks');
    setLevel('half');
  }, [areTasksAsked]);
  useEffect(() => {
    const shown = open ? 'card' : area ? 'results' : null;
    if (shown) {
      setSection(shown);
      setLevel((now) => (now === 'full' ? now : 'half'));
    } else setSection((now) => (now === 'card' || now === 'results' ? 'layers' : now));
  }, [open, area]);
  useEffect(() => {
    if (matter === null && cases === null) return;
    setSection('matters');
    setLevel((now) => (now === 'bar' ? 'half' : now));
  }, [matter, cases]);
  const entries: { section: Section; title: string; icon: ReactNode; isOffered: boolean }[] = [
    { section: 'layers', title: words.panels.layers, icon: <Layers size={16} aria-hidden />, isOffered: true },
    { section: 'regions', title: words.panels.regions, icon: <MapPinned size={16} aria-hidden />, isOffered: true },
    { section: 'matters', title: words.matters.tab, icon: <ClipboardList size={16} aria-hidden />, isOffered: true },
    { section: 'tasks', title: words.briefs.tab, icon: <ClipboardCheck size={16} aria-hidden />, isOffered: true },
    { section: 'results', title: words.panels.results, icon: <ScanSearch size={16} aria-hidden />, isOffered: area !== null },
    { section: 'card', title: words.panels.card, icon: <Info size={16} aria-hidden />, isOffered: open !== null },
  ];
  const choose = (chosen: Section) => {
    setLevel(chosen === section && level !== 'bar' ? 'bar' : level === 'bar' ? 'half' : level);
    setSection(chosen);
  };
  return (
    <aside className={styles.sheet} data-level={level} aria-label={words.panels.sheet}>
      <div className={styles.sheetHead} {...drag}>
        <span className={styles.handle} aria-hidden="true" />
        {entries
          .filter((entry) => entry.isOffered)
          .map((entry) => (
            <button key={entry.section} type="button" className={styles.sheetTab} aria-pressed={section === entry.section && level !== 'bar'} onClick={() => choose(entry.section)}>
              {entry.icon}
              {entry.title}
            </button>
          ))}
        <IconButton size="s" label={level === 'full' ? words.panels.lower : words.panels.raise} onClick={() => setLevel(level === 'full' ? 'bar' : level === 'half' ? 'full' : 'half')}>
          {level === 'full' ? <ChevronDown size={16} aria-hidden /> : <ChevronUp size={16} aria-hidden />}
        </IconButton>
      </div>
      {level !== 'bar' && (
        <div className={styles.sheetBody}>
          {section === 'layers' && <LayersHere />}
          {section === 'regions' && <RegionsHere />}
          {section === 'matters' && <MattersHere session={session} />}
          {section === 'tasks' && <TasksHere session={session} />}
          {section === 'results' && area && <AreaHere area={area} session={session} />}
          {section === 'card' && open && <OpenCardView open={open} session={session} hasList={area !== null} />}
        </div>
      )}
    </aside>
  );
}

/** Pulling the sheet's head up or down goes one level on. */
function useDrag(level: Level, setLevel: (level: Level) => void) {
  const start = useRef<number | null>(null);
  return {
    onPointerDown: (event: PointerEvent) => {
      start.current = event.clientY;
    },
    onPointerUp: (event: PointerEvent) => {
      const moved = start.current === null ? 0 : event.clientY - start.current;
      start.current = null;
      if (Math.abs(moved) < dragPixels) return;
      const next = levels[levels.indexOf(level) + (moved < 0 ? 1 : -1)];
      if (next) setLevel(next);
    },
  };
}
