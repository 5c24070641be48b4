/** What on the ground bounds blocks, and what has a grid of its own: tables that a deployment can read and change in one place. */
import type { BorderClass } from '../border-classes.ts';

export interface LineKind {
  theme: 'road' | 'railway' | 'water' | 'barrier';
  class: string;
  becomes: BorderClass;
}

const lines = (theme: LineKind['theme'], becomes: BorderClass, classes: readonly string[]): LineKind[] => classes.map((name) => ({ theme, class: name, becomes }));

/** Footpaths, steps and tunnels bound nothing: blocks are split between buildings where they are too large. */
export const lineKinds: readonly LineKind[] = [
  ...lines('water', 'river', ['river', 'lake', 'canal', 'reservoir', 'basin', 'sea']),
  ...lines('railway', 'rail', ['rail', 'light_rail', 'narrow_gauge']),
  ...lines('road', 'trunk', ['motorway', 'motorway_link', 'trunk', 'trunk_link']),
  ...lines('road', 'primary', ['primary', 'primary_link']),
  ...lines('road', 'secondary', ['secondary', 'secondary_link']),
  ...lines('road', 'tertiary', ['tertiary', 'tertiary_link']),
  ...lines('road', 'residential', ['residential', 'unclassified', 'living_street', 'pedestrian']),
  ...lines('barrier', 'wall', ['wall', 'fence', 'city_wall', 'retaining_wall']),
  ...lines('road', 'path', ['service', 'track']),
  ...lines('water', 'path', ['stream', 'ditch', 'drain']),
];

/** The same as `{theme: {class: becomes}}`. */
export const kindByThemeAndClass: Record<string, Record<string, BorderClass>> = {};
for (const { theme, class: name, becomes } of lineKinds) kindByThemeAndClass[theme] = { ...kindByThemeAndClass[theme], [name]: becomes };

export interface DedicatedKind {
  class: string;
  /** Ground below this is a part of the grid around it. */
  squareMeters: number;
}

/** Land use that gets a dedicated grid (专属网格) where no household lives on it. */
export const dedicatedKinds: readonly DedicatedKind[] = [
  { class: 'park', squareMeters: 10_000 },
  { class: 'education', squareMeters: 10_000 },
  { class: 'medical', squareMeters: 8_000 },
  { class: 'commercial', squareMeters: 8_000 },
  { class: 'public', squareMeters: 10_000 },
  { class: 'transport', squareMeters: 10_000 },
  { class: 'industrial', squareMeters: 20_000 },
  { class: 'forest', squareMeters: 200_000 },
];

export const squareMetersByClass = Object.fromEntries(dedicatedKinds.map(({ class: name, squareMeters }) => [name, squareMeters]));

/** Best line first: a common border lies on the best one that is there. */
export const lineOrder: readonly BorderClass[] = ['river', 'rail', 'trunk', 'primary', 'secondary', 'tertiary', 'residential', 'wall', 'path', 'open'];
