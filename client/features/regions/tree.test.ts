import { describe, expect, it } from 'vitest';
import { stepInTree, visibleRows } from './tree.ts';

const region = (code: string, childCount = 0) => ({ code, childCount });
const children: Record<string, ReturnType<typeof region>[]> = { '': [region('33', 2)], '33': [region('3301', 1), region('3302', 4)], '3301': [region('330110')] };
const childrenOf = (code: string | null) => children[code ?? ''];
const rows = (...open: string[]) => visibleRows(childrenOf, new Set(open));

describe('the tree of regions', () => {
  it('shows children only under open regions', () => {
    expect(rows().map((row) => row.region.code)).toEqual(['33']);
    expect(rows('33', '3301').map((row) => [row.region.code, row.depth])).toEqual([['33', 1], ['3301', 2], ['330110', 3], ['3302', 2]]);
  });
  it('marks a region whose children are on their way', () => {
    expect(rows('33', '3302').at(-1)).toMatchObject({ isOpen: true, isLoading: true });
  });
});

describe('a key in the tree', () => {
  it('goes down and up and stays at the ends', () => {
    expect(stepInTree(rows('33'), '33', 'ArrowDown')).toEqual({ focus: '3301' });
    expect(stepInTree(rows('33'), '33', 'ArrowUp')).toBeNull();
    expect(stepInTree(rows('33'), null, 'ArrowDown')).toEqual({ focus: '33' });
    expect(stepInTree(rows('33'), '33', 'End')).toEqual({ focus: '3302' });
  });
  it('to the right opens, then enters; a leaf does nothing', () => {
    expect(stepInTree(rows(), '33', 'ArrowRight')).toEqual({ open: '33' });
    expect(stepInTree(rows('33'), '33', 'ArrowRight')).toEqual({ focus: '3301' });
    expect(stepInTree(rows('33', '3301'), '330110', 'ArrowRight')).toBeNull();
  });
  it('to the left closes, then goes to the parent', () => {
    expect(stepInTree(rows('33'), '33', 'ArrowLeft')).toEqual({ close: '33' });
    expect(stepInTree(rows('33', '3301'), '330110', 'ArrowLeft')).toEqual({ focus: '3301' });
  });
});
