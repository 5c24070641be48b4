import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addPiece, redoArea, rememberAreas, reshapePiece, undoArea, useAreaWork } from './area-work.ts';
import { changeLink, currentLink } from './link-store.ts';
import { emptyLink } from './url-state.ts';

vi.stubGlobal('location', { pathname: '/elsewhere', search: '' });
let stop = () => {};

beforeEach(() => {
  stop();
  changeLink(emptyLink, 'replace');
  useAreaWork.setState({ past: [], future: [], active: null });
  stop = rememberAreas();
});

const circle = (radiusMeters: number) => ({ from: 'circle' as const, center: [116, 36] as [number, number], radiusMeters });
const radii = () => currentLink().area?.parts.map((part) => 'radiusMeters' in part && part.radiusMeters) ?? null;

describe('work on an area', () => {
  it('is taken back step by step and made again', () => {
    addPiece(circle(1), 'replace');
    addPiece(circle(2), 'subtract');
    reshapePiece(1, circle(3));
    expect(radii()).toEqual([1, 3]);
    const seen = [undoArea, undoArea, undoArea, undoArea, redoArea, redoArea, redoArea, redoArea].map((step) => {
      step();
      return radii();
    });
    expect(seen).toEqual([[1, 2], [1], null, null, [1], [1, 2], [1, 3], [1, 3]]);
  });
  it('forgets what was taken back once something else is done', () => {
    addPiece(circle(1), 'replace');
    addPiece(circle(2), 'add');
    undoArea();
    addPiece(circle(5), 'add');
    redoArea();
    expect(radii()).toEqual([1, 5]);
  });
  it('counts the arrival of a saved area as no step of its own', () => {
    changeLink({ area: { parts: [], saved: { id: 7, isEdited: false } } }, 'push');
    changeLink({ area: { parts: [{ op: 'add', ...circle(9) }], saved: { id: 7, isEdited: false } } }, 'replace');
    reshapePiece(0, circle(10));
    expect(currentLink().area?.saved).toEqual({ id: 7, isEdited: true });
    undoArea();
    expect([radii(), currentLink().area?.saved]).toEqual([[9], { id: 7, isEdited: false }]);
    undoArea();
    expect(radii()).toBeNull();
  });
  it('holds the piece that was added last', () => {
    addPiece(circle(1), 'replace');
    addPiece(circle(2), 'add');
    expect(useAreaWork.getState().active).toBe(1);
    changeLink({ area: null }, 'push');
    expect(useAreaWork.getState().active).toBeNull();
  });
});
