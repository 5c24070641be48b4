import { describe, expect, it } from 'vitest';
import type { AreaPart } from '#contract/areas.ts';
import type { LinkArea } from './area-code.ts';
import { changePiece, isSamePiece, joinPiece, movePiece, removePiece } from './area-pieces.ts';

const region = (code: string, op: AreaPart['op'] = 'add'): AreaPart => ({ op, from: 'region', code });
const piece = { from: 'region' as const, code: '990101' };
const area: LinkArea = { parts: [region('11'), region('22', 'subtract'), region('33', 'intersect')] };
const saved: LinkArea = { ...area, saved: { id: 7, isEdited: false } };

describe('a new piece', () => {
  it('is the area where there is none, or where it takes its place', () => {
    for (const before of [null, { parts: [] }]) expect(joinPiece(before, piece, 'subtract')).toEqual({ parts: [region('990101')] });
    expect(joinPiece(saved, piece, 'replace')).toEqual({ parts: [region('990101')] });
  });
  it('joins the area as was said, and a saved area is edited then', () => {
    expect(joinPiece(area, piece, 'subtract')).toEqual({ parts: [...area.parts, region('990101', 'subtract')] });
    expect(joinPiece(saved, piece, 'add')?.saved).toEqual({ id: 7, isEdited: true });
  });
  it('finds no place beyond twenty', () => {
    expect(joinPiece({ parts: Array.from({ length: 20 }, () => region('11')) }, piece, 'add')).toBeNull();
  });
  it('has positions as a link carries them', () => {
    expect(joinPiece(null, { from: 'circle', center: [116.12345678, 36.98765432], radiusMeters: 5 }, 'add')?.parts[0]).toMatchObject({ center: [116.123457, 36.987654] });
  });
});

describe('the pieces of an area', () => {
  it('are changed, moved and taken out one at a time', () => {
    expect(changePiece(area, 1, region('44')).parts[1]).toEqual(region('44'));
    expect(movePiece(area, 1, 1).parts.map((part) => 'code' in part && part.code)).toEqual(['11', '33', '22']);
    expect(removePiece(area, 1)?.parts).toEqual([region('11'), region('33', 'intersect')]);
  });
  it('begin with one that adds, whatever it did where it stood before', () => {
    expect(removePiece(area, 0)?.parts[0]).toEqual(region('22'));
    expect(movePiece(area, 1, -1).parts.map(({ op }) => op)).toEqual(['add', 'add', 'intersect']);
  });
  it('stay where they are at either end, and the last one taken out leaves no area', () => {
    expect(movePiece(area, 0, -1)).toBe(area);
    expect(movePiece(area, 2, 1)).toBe(area);
    expect(removePiece({ parts: [region('11')] }, 0)).toBeNull();
  });
  it('are the same ground however they join', () => {
    expect(isSamePiece(region('11'), region('11', 'subtract'))).toBe(true);
    expect(isSamePiece(region('11'), region('12'))).toBe(false);
  });
});
