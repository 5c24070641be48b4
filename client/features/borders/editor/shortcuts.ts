import { useEffect } from 'react';
import type { BorderEditorWords } from '../../../shared/words/border-editor.ts';
import { changeBrush, chooseTool, lineTools, redoNext, saveNow, toggleSnapping, toggleTracing, undoLast } from './commands.ts';
import { editorHand } from './hand.ts';
import { editor } from './store.ts';
import { type ToolName, toolNames } from './tools/tool.ts';

/** Key of each tool: the listener, the tips and the help read the same. */
export const toolKeys: Record<ToolName, string> = { select: 'V', reshape: 'R', split: 'S', merge: 'M', paint: 'B', lasso: 'L', carve: 'C', nest: 'I' };

export interface EditorActions {
  help(): void;
  rename(): void;
}

interface Shortcut {
  title: keyof BorderEditorWords['keys']['rows'];
  /** What of the key event means it. */
  fits(event: KeyboardEvent): boolean;
  run(actions: EditorActions): void;
}
const command = (event: KeyboardEvent) => (event.ctrlKey || event.metaKey) && !event.altKey;
const plain = (...keys: string[]) => (event: KeyboardEvent) => !event.ctrlKey && !event.metaKey && !event.altKey && keys.includes(event.key.toLowerCase());

const shortcuts: Shortcut[] = [
  { title: 'undo', fits: (event) => command(event) && !event.shiftKey && event.key.toLowerCase() === 'z', run: () => undoLast() },
  { title: 'redo', fits: (event) => command(event) && ((event.shiftKey && event.key.toLowerCase() === 'z') || event.key.toLowerCase() === 'y'), run: () => redoNext() },
  { title: 'save', fits: (event) => command(event) && !event.shiftKey && event.key.toLowerCase() === 's', run: () => void saveNow() },
  { title: 'brush', fits: plain('['), run: () => changeBrush(1 / 1.25) },
  { title: 'brush', fits: plain(']'), run: () => changeBrush(1.25) },
  { title: 'trace', fits: plain('t'), run: () => lineTools.includes(editor().tool) && toggleTracing() },
  { title: 'snap', fits: plain('n'), run: () => toggleSnapping() },
  { title: 'rename', fits: plain('f2'), run: (actions) => actions.rename() },
  { title: 'help', fits: plain('?'), run: (actions) => actions.help() },
  { title: 'escape', fits: plain('escape'), run: () => editorHand.take({ type: 'abandon' }) },
];

/** Keys for the whole screen; none while somebody types, nor over a dialog or a menu. */
export function useEditorShortcuts(actions: EditorActions, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented || isTaken(event.target)) return;
      const tool = toolNames.find((name) => plain(toolKeys[name].toLowerCase())(event));
      const shortcut = shortcuts.find(({ fits }) => fits(event));
      if (!tool && !shortcut) return;
      event.preventDefault();
      if (tool) {
        chooseTool(tool);
        editorHand.focus();
      } else shortcut?.run(actions);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [actions, isOn]);
}

function isTaken(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable], dialog, [role="dialog"], [role="menu"]') !== null;
}
