/** For tests: a part of the demo city as its recipe makes it: communities, grids, and what lives in its buildings. */
import { dwellingsOf, placeBuildings } from '../../../data/city/buildings.ts';
import type { SheetPolygon } from '../../../data/city/coverage.ts';
import { buildFootprint } from '../../../data/city/footprint.ts';
import { planForElements } from '../../../data/city/generate.ts';
import type { GridShape, ZoneShape } from './build.ts';
import type { Dwelling } from './test-edits.ts';

export interface DemoGround {
  readonly grids: GridShape[];
  readonly zones: ZoneShape[];
  readonly dwellings: Dwelling[];
}

/** The street with the most grids, of the city that `npm start` makes. */
export function readDemoStreet(elements = 60_000, seed = 1): DemoGround {
  const { plan } = planForElements(elements, seed);
  const gridsOf = (street: string) => plan.grids.filter(({ code }) => code.startsWith(street));
  const street = plan.streets.map(({ code }) => code).sort((a, b) => gridsOf(b).length - gridsOf(a).length)[0]!;
  const shapeOf = (outline: readonly SheetPolygon[]) => ({ type: 'MultiPolygon' as const, coordinates: outline.map((rings) => rings.map((ring) => ring.map(([u, v]) => plan.warp.toLngLat(u, v)))) });
  const grids = gridsOf(street).map(({ code, outline }): GridShape => ({ key: code, layer: 'ground', zone: code.slice(0, 12), parent: null, geometry: shapeOf(outline) }));
  const zones = plan.communities.filter(({ code }) => code.startsWith(street)).map(({ code, outline }): ZoneShape => ({ key: code, geometry: shapeOf(outline) }));
  const dwellings = gridsOf(street).flatMap(({ lots }) => lots).flatMap((id) =>
    placeBuildings(plan.sheet, plan.lots[id]!, seed).flatMap((site): Dwelling[] => {
      const households = dwellingsOf(site);
      return households > 0 ? [{ at: buildFootprint(plan.warp, site.place, site.shape, site.isMirrored).inner, households }] : [];
    }),
  );
  return { grids, zones, dwellings };
}
