import { useEffect } from 'react';
import { pick } from '../../features/borders/editor/session.ts';
import { editor, useEditor } from '../../features/borders/editor/store.ts';
import { nothingPicked } from '../../features/borders/editor/tools/tool.ts';
import { changeGridsLink, currentGridsLink } from '../../shared/grids-link-store.ts';

/** The link names the one grid that is picked in the editor; who opens it finds that grid picked. */
export function useLinkedPick(planId: string): void {
  const isOpen = useEditor(({ plan }) => plan?.id === planId);
  useEffect(() => {
    if (!isOpen) return;
    const { grid } = currentGridsLink();
    if (grid !== null && editor().work.document.coverage.faces.has(grid)) pick({ ...nothingPicked, grids: [grid] });
    return useEditor.subscribe(({ picked }, before) => {
      if (picked.grids === before.picked.grids) return;
      const [only, ...others] = picked.grids;
      changeGridsLink({ grid: only !== undefined && others.length === 0 ? only : null }, 'replace');
    });
  }, [isOpen]);
}
