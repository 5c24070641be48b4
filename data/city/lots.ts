/** What a block and a cell (组团) of the plan are. */
import type { Block } from './layout-blocks.ts';
import type { Cell } from './sheet.ts';

export type Use =
  | 'oldtown' | 'slab' | 'tower' | 'townhouse' | 'village'
  | 'commercial' | 'civic' | 'school' | 'hospital' | 'market' | 'park' | 'industrial' | 'station'
  | 'forest' | 'farmland' | 'river' | 'riverside' | 'railway';

export const housingUses: ReadonlySet<Use> = new Set(['oldtown', 'slab', 'tower', 'townhouse', 'village']);

export interface Lot extends Cell {
  id: number;
  use: Use;
  /** The block (estate, village, park …) that the cell is part of. */
  blockId: number;
  /** Households planned here; the houses are sized to hold them. */
  households: number;
}

export interface ZonedBlock extends Block {
  use: Use;
  /** Number of its kind, for names. */
  serial: number;
}
