/** What a border between two units lies on, and how good a line that is between two grids. */
export const BORDER_CLASSES = ['river', 'rail', 'trunk', 'primary', 'secondary', 'tertiary', 'residential', 'wall', 'path', 'open'] as const;
export type BorderClass = (typeof BORDER_CLASSES)[number];

interface BorderQuality {
  /** 1: a border belongs here; 0: nothing on the ground shows it. */
  follows: number;
  /** 1: a grid should not lie on both sides; 0: people cross it every day. */
  divides: number;
  /** Counts as "on a street, a river, a railway or a wall" in the figures. */
  isVisible: boolean;
}

export const BORDER_QUALITIES: Record<BorderClass, BorderQuality> = {
  river: { follows: 1, divides: 1, isVisible: true },
  rail: { follows: 1, divides: 1, isVisible: true },
  trunk: { follows: 1, divides: 0.8, isVisible: true },
  primary: { follows: 1, divides: 0.5, isVisible: true },
  secondary: { follows: 0.9, divides: 0.2, isVisible: true },
  tertiary: { follows: 0.8, divides: 0.1, isVisible: true },
  residential: { follows: 0.6, divides: 0, isVisible: true },
  wall: { follows: 0.7, divides: 0, isVisible: true },
  path: { follows: 0.3, divides: 0, isVisible: false },
  open: { follows: 0, divides: 0, isVisible: false },
};

/** Cost of a metre of border between two grids, less its cost inside one grid: 1 in the open, below 0 on a river. */
export function cutCostPerMeter(borderClass: BorderClass): number {
  const { follows, divides } = BORDER_QUALITIES[borderClass];
  return 1 - follows - divides;
}
