import { describe, expect, it } from 'vitest';
import { signedArea, type SheetPolygon } from './coverage.ts';
import { planForElements } from './generate.ts';
import { planCity } from './plan.ts';
import { areaOf } from './sheet.ts';

const areaOfPolygons = (polygons: SheetPolygon[]) => polygons.reduce((sum, rings) => sum + rings.reduce((part, ring) => part + signedArea(ring), 0), 0);
const edgesOf = (polygons: SheetPolygon[]) => polygons.flatMap((rings) => rings.flatMap((ring) => ring.map((point, i) => `${point}>${ring[(i + 1) % ring.length]}`)));
const turned = (edge: string) => edge.split('>').reverse().join('>');

describe.each([1200, 9000])('plan of a city of %i households', (households) => {
  const plan = planCity(households, 3);

  it('is the same for the same seed and another for another', () => {
    expect(JSON.stringify(planCity(households, 3).grids)).toBe(JSON.stringify(plan.grids));
    expect(JSON.stringify(planCity(households, 4).grids)).not.toBe(JSON.stringify(plan.grids));
  });

  it('makes each grid one piece', () => {
    for (const grid of plan.grids) expect(grid.outline.length, grid.code).toBe(1);
  });

  it('covers each community exactly: inner grid borders cancel vertex by vertex, the rest is the community', () => {
    for (const community of plan.communities) {
      const edges = new Set(community.grids.flatMap((index) => edgesOf(plan.grids[index]!.outline)));
      const outer = [...edges].filter((edge) => !edges.has(turned(edge))).sort();
      expect(outer).toEqual(edgesOf(community.outline).sort());
      const area = community.grids.reduce((sum, index) => sum + areaOfPolygons(plan.grids[index]!.outline), 0);
      expect(area).toBeCloseTo(areaOfPolygons(community.outline), 3);
    }
  });

  it('leaves no cell of the county without a grid and counts none twice', () => {
    const lots = plan.grids.flatMap((grid) => grid.lots);
    expect(lots.sort((a, b) => a - b)).toEqual(plan.lots.map((lot) => lot.id));
    const grids = plan.grids.reduce((sum, grid) => sum + areaOfPolygons(grid.outline), 0);
    expect(grids).toBeCloseTo(plan.lots.reduce((sum, lot) => sum + areaOf(lot), 0), 3);
  });

  it('gives every grid a code under its community, in order and none twice', () => {
    const codes = plan.grids.map((grid) => grid.code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const grid of plan.grids) expect(grid.code).toMatch(new RegExp(`^${plan.communities[grid.community]!.code}\\d{3}$`));
  });
});

describe('size of the city', () => {
  it.each([0, -5, Number.NaN, 2.5, 1e12])('refuses %d elements', (elements) => {
    expect(() => planForElements(elements, 1)).toThrow(/a city has from/);
  });

  it.each([5000, 20_000, 60_000])('finds a plan for %i elements in which street furniture is a small part', (elements) => {
    const { facilities } = planForElements(elements, 1);
    expect(facilities / elements).toBeGreaterThan(0.05);
    expect(facilities / elements).toBeLessThan(0.3);
  });
});
