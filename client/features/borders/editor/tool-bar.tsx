import { Combine, Flower2, Hexagon, Keyboard, Lasso, Magnet, MousePointer2, Paintbrush, Redo2, Route, Scissors, Spline, Undo2 } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import type { ReactNode } from 'react';
import { Tip } from '../../../shared/ui/icon-button.tsx';
import { useWords } from '../../../shared/words/words.ts';
import { chooseTool, lineTools, redoNext, toggleSnapping, toggleTracing, toolObstacle, undoLast } from './commands.ts';
import strip from '../../../shared/ui/tool-strip.module.css';
import styles from './tools.module.css';
import { editorHand } from './hand.ts';
import { toolKeys } from './shortcuts.ts';
import { useEditor } from './store.ts';
import type { ToolName } from './tools/tool.ts';

const size = 17;
const groups: { tool: ToolName; icon: ReactNode }[][] = [
  [{ tool: 'select', icon: <MousePointer2 size={size} aria-hidden /> }],
  [
    { tool: 'reshape', icon: <Spline size={size} aria-hidden /> },
    { tool: 'split', icon: <Scissors size={size} aria-hidden /> },
    { tool: 'merge', icon: <Combine size={size} aria-hidden /> },
  ],
  [
    { tool: 'paint', icon: <Paintbrush size={size} aria-hidden /> },
    { tool: 'lasso', icon: <Lasso size={size} aria-hidden /> },
  ],
  [
    { tool: 'carve', icon: <Flower2 size={size} aria-hidden /> },
    { tool: 'nest', icon: <Hexagon size={size} aria-hidden /> },
  ],
];

/** The tools, tracing and snapping, undo and redo: arrow keys go from button to button; one that cannot be used says why. */
export function ToolBar({ onHelp }: { onHelp: () => void }) {
  const words = useWords().borderEditor;
  const { tool, isTracing, isSnapping } = useEditor();
  const { done, undone } = useEditor((state) => state.work.history);
  const mayEdit = useEditor((state) => state.mayEdit);
  const off = mayEdit ? null : words.readOnly;
  return (
    <Toolbar.Root className={`${strip.strip} ${styles.strip}`} orientation="vertical" aria-label={words.toolbar}>
      {groups.map((group) => (
        <div key={group[0]?.tool} className={strip.group}>
          {group.map((entry) => (
            <ToolButton key={entry.tool} {...entry} />
          ))}
        </div>
      ))}
      <div className={strip.group}>
        <StripButton label={words.trace} shortcut="T" isPressed={isTracing && lineTools.includes(tool)} obstacle={lineTools.includes(tool) ? null : words.traceOff} hint={words.traceHint} onClick={toggleTracing}>
          <Route size={size} aria-hidden />
        </StripButton>
        <StripButton label={words.snap} shortcut="N" isPressed={isSnapping} obstacle={null} hint={words.snapHint} onClick={toggleSnapping}>
          <Magnet size={size} aria-hidden />
        </StripButton>
      </div>
      <div className={strip.group}>
        <StripButton label={words.undo} shortcut="Ctrl+Z" obstacle={off ?? (done.length === 0 ? words.nothingToUndo : null)} onClick={undoLast}>
          <Undo2 size={size} aria-hidden />
        </StripButton>
        <StripButton label={words.redo} shortcut="Ctrl+Y" obstacle={off ?? (undone.length === 0 ? words.nothingToRedo : null)} onClick={redoNext}>
          <Redo2 size={size} aria-hidden />
        </StripButton>
      </div>
      <div className={strip.group}>
        <StripButton label={words.help} shortcut="?" obstacle={null} onClick={onHelp}>
          <Keyboard size={size} aria-hidden />
        </StripButton>
      </div>
    </Toolbar.Root>
  );
}

function ToolButton({ tool, icon }: { tool: ToolName; icon: ReactNode }) {
  const words = useWords().borderEditor;
  const isPressed = useEditor((state) => state.tool === tool);
  // What the reason depends on.
  useEditor((state) => `${state.mayEdit}${state.unitsAre}`);
  const take = () => {
    chooseTool(tool);
    editorHand.focus();
  };
  return (
    <StripButton label={words.tools[tool]} shortcut={toolKeys[tool]} isPressed={isPressed} obstacle={toolObstacle(tool)} onClick={take}>
      {icon}
    </StripButton>
  );
}

interface StripButtonProps {
  label: string;
  shortcut: string;
  isPressed?: boolean;
  /** Why it cannot be used now. */
  obstacle: string | null;
  hint?: string;
  onClick: () => void;
  children: ReactNode;
}

function StripButton({ label, shortcut, isPressed, obstacle, hint, onClick, children }: StripButtonProps) {
  const text = [label, obstacle ?? hint].filter(Boolean).join(' · ');
  return (
    <Tip text={text} shortcut={shortcut} side="right">
      <Toolbar.Button className={strip.button} aria-label={label} aria-pressed={isPressed} aria-disabled={obstacle !== null || undefined} onClick={obstacle === null ? onClick : undefined}>
        {children}
      </Toolbar.Button>
    </Tip>
  );
}
