import { Box, Circle, Compass, FileUp, FolderOpen, House, Lasso, Link2, Map as MapIcon, Minus, Pentagon, Plus, Ruler, RulerDimensionLine, Spline, Square } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import type { ReactNode } from 'react';
import type { BaseMap, ToolName } from '../../map/types.ts';
import { changeLink, useLink } from '../../shared/link-store.ts';
import { Tip } from '../../shared/ui/icon-button.tsx';
import { Menu, MenuChoice } from '../../shared/ui/menu.tsx';
import { useWords } from '../../shared/words/words.ts';
import { toggleTool, useTools } from './store.ts';
import styles from '../../shared/ui/tool-strip.module.css';

interface ToolStripProps {
  bases: BaseMap[];
  bearing: number;
  onHome: () => void;
  onNorth: () => void;
  onZoom: (by: number) => void;
  /** Opens the list of saved areas. */
  onSavedAreas: () => void;
  /** Asks for a file to make an area of. */
  onUpload: () => void;
  /** Copies the address of what is shown. */
  onShare: () => void;
}
const drawing: { tool: ToolName; icon: ReactNode; shortcut?: string }[] = [
  { tool: 'rectangle', icon: <Square size={17} aria-hidden />, shortcut: 'B' },
  { tool: 'polygon', icon: <Pentagon size={17} aria-hidden />, shortcut: 'P' },
  { tool: 'lasso', icon: <Lasso size={17} aria-hidden />, shortcut: 'F' },
  { tool: 'circle', icon: <Circle size={17} aria-hidden />, shortcut: 'C' },
  { tool: 'line', icon: <Spline size={17} aria-hidden />, shortcut: 'N' },
];
const measuring: typeof drawing = [
  { tool: 'measure-distance', icon: <Ruler size={17} aria-hidden />, shortcut: 'M' },
  { tool: 'measure-area', icon: <RulerDimensionLine size={17} aria-hidden /> },
];

/** Drawing, measuring, and how the map is looked at: arrow keys go from button to button. */
export function ToolStrip({ bases, bearing, onHome, onNorth, onZoom, onSavedAreas, onUpload, onShare }: ToolStripProps) {
  const words = useWords();
  const is3d = useLink((link) => link.is3d);
  return (
    <Toolbar.Root className={styles.strip} orientation="vertical" aria-label={words.tools.strip}>
      <div className={styles.group}>{drawing.map((entry) => <ToolButton key={entry.tool} {...entry} />)}</div>
      <div className={styles.group}>
        <StripButton label={words.areas.savedList} onClick={onSavedAreas}>
          <FolderOpen size={17} aria-hidden />
        </StripButton>
        <StripButton label={words.areas.upload} onClick={onUpload}>
          <FileUp size={17} aria-hidden />
        </StripButton>
      </div>
      <div className={styles.group}>{measuring.map((entry) => <ToolButton key={entry.tool} {...entry} />)}</div>
      <div className={styles.group}>
        <StripButton label={words.tools.threeD} shortcut="3" isPressed={is3d} onClick={() => changeLink({ is3d: !is3d }, 'replace')}>
          <Box size={17} aria-hidden />
        </StripButton>
        <BaseMenu bases={bases} />
        <StripButton label={words.tools.home} shortcut="H" onClick={onHome}>
          <House size={17} aria-hidden />
        </StripButton>
        <StripButton label={words.tools.north} onClick={onNorth}>
          <Compass size={17} aria-hidden style={{ transform: `rotate(${-bearing - 45}deg)` }} />
        </StripButton>
        <StripButton label={words.tools.share} onClick={onShare}>
          <Link2 size={17} aria-hidden />
        </StripButton>
      </div>
      <div className={styles.group}>
        <StripButton label={words.tools.zoomIn} shortcut="+" onClick={() => onZoom(1)}>
          <Plus size={17} aria-hidden />
        </StripButton>
        <StripButton label={words.tools.zoomOut} shortcut="−" onClick={() => onZoom(-1)}>
          <Minus size={17} aria-hidden />
        </StripButton>
      </div>
    </Toolbar.Root>
  );
}

function ToolButton({ tool, icon, shortcut }: { tool: ToolName; icon: ReactNode; shortcut?: string }) {
  const words = useWords();
  const isPressed = useTools((state) => state.tool === tool);
  return (
    <StripButton label={words.tools[tool]} shortcut={shortcut} isPressed={isPressed} onClick={() => toggleTool(tool)}>
      {icon}
    </StripButton>
  );
}

function BaseMenu({ bases }: { bases: BaseMap[] }) {
  const words = useWords();
  const baseId = useLink((link) => link.baseId);
  if (bases.length === 0) return null;
  const choices = [{ value: '', title: words.tools.ownBase }, ...bases.map((base) => ({ value: base.id, title: base.title }))];
  return (
    <Menu
      side="left"
      align="start"
      trigger={
        <Toolbar.Button className={styles.button} aria-label={words.tools.base} title={words.tools.base}>
          <MapIcon size={17} aria-hidden />
        </Toolbar.Button>
      }
    >
      <MenuChoice label={words.tools.base} value={baseId ?? ''} choices={choices} onChoose={(id) => changeLink({ baseId: id || null }, 'replace')} />
    </Menu>
  );
}

interface StripButtonProps {
  label: string;
  shortcut?: string | undefined;
  isPressed?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function StripButton({ label, shortcut, isPressed, onClick, children }: StripButtonProps) {
  return (
    <Tip text={label} shortcut={shortcut} side="left">
      <Toolbar.Button className={styles.button} aria-label={label} aria-pressed={isPressed} onClick={onClick}>
        {children}
      </Toolbar.Button>
    </Tip>
  );
}
