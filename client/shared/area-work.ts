import { create } from 'zustand';
import { areaLimits } from '#contract/areas.ts';
import type { LinkArea } from './area-code.ts';
import { type AreaPiece, changePiece, type JoinOp, joinPiece } from './area-pieces.ts';
import { changeLink, currentLink, useLinkStore } from './link-store.ts';

interface AreaWork {
  /** Areas of before, last first: what undo goes back to. Lives only in this browser. */
  past: (LinkArea | null)[];
  future: (LinkArea | null)[];
  /** The piece whose corners are shown. */
  active: number | null;
}
const mostSteps = 100;

export const useAreaWork = create<AreaWork>(() => ({ past: [], future: [], active: null }));

/** Makes a piece the area, or joins it to the area that is there, as a step that Back and undo take back. */
export function addPiece(piece: AreaPiece, how: JoinOp): void {
  addPieces([piece], how);
}

/** The same for several pieces, which add to the first one. */
export function addPieces([first, ...more]: AreaPiece[], how: JoinOp): void {
  if (!first) return;
  let area = joinPiece(currentLink().area, first, how);
  for (const piece of more) area = area && joinPiece(area, piece, 'add');
  if (!area) {
    sayTooMany().catch(reportError);
    return;
  }
  changeLink({ area, open: null }, 'push');
  useAreaWork.setState({ active: area.parts.length - 1 });
}

/** How notices look and what they say comes with the screen: the first map does without. */
async function sayTooMany(): Promise<void> {
  const [{ notify }, { currentWords }] = await Promise.all([import('./ui/notices.tsx'), import('./words/words.ts')]);
  notify(currentWords().areas.tooManyPieces(areaLimits.parts), 'warn');
}

/** Gives a piece another shape: one of its corners was dragged. */
export function reshapePiece(index: number, piece: AreaPiece): void {
  const { area } = currentLink();
  const part = area?.parts[index];
  if (area && part) changeLink({ area: changePiece(area, index, { ...part, ...piece } as typeof part) }, 'push');
}

/** Remembers every area that the link had, whoever changed it, so that it can be gone back to. The answer stops it. */
export function rememberAreas(): () => void {
  return useLinkStore.subscribe(({ link, arrivals }, before) => {
    const was = before.link.area;
    if (link.area === was) return;
    if (link.area === null || arrivals !== before.arrivals) useAreaWork.setState({ active: null });
    // A saved area that has arrived is no step, and Back has its own.
    if (isGoingBack || arrivals !== before.arrivals || was?.parts.length === 0) return;
    useAreaWork.setState(({ past }) => ({ past: [was, ...past].slice(0, mostSteps), future: [] }));
  });
}

let isGoingBack = false;

/** Takes the last change of the area back. */
export function undoArea(): void {
  const { past, future } = useAreaWork.getState();
  const [area, ...rest] = past;
  if (area !== undefined) goBackTo(area, (was) => ({ past: rest, future: [was, ...future] }));
}

/** Makes a change that was taken back again. */
export function redoArea(): void {
  const { past, future } = useAreaWork.getState();
  const [area, ...rest] = future;
  if (area !== undefined) goBackTo(area, (was) => ({ past: [was, ...past], future: rest }));
}

function goBackTo(area: LinkArea | null, steps: (was: LinkArea | null) => Pick<AreaWork, 'past' | 'future'>): void {
  const was = currentLink().area;
  isGoingBack = true;
  changeLink({ area }, 'push');
  isGoingBack = false;
  const { active } = useAreaWork.getState();
  useAreaWork.setState({ ...steps(was), active: area && active !== null && active < area.parts.length ? active : null });
}
