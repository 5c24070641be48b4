/** What the tree needs to know of a region. */
export interface TreeRegion {
  code: string;
  childCount: number;
}
export interface TreeRow<Region extends TreeRegion> {
  region: Region;
  /** 1 for the top. */
  depth: number;
  isOpen: boolean;
  isLoading: boolean;
}

/**
 * The rows that a reader sees, top to bottom.
 * @param childrenOf the loaded children of a code (null: the top), or undefined while they are not here
 */
export function visibleRows<Region extends TreeRegion>(childrenOf: (code: string | null) => Region[] | undefined, open: ReadonlySet<string>): TreeRow<Region>[] {
  const walk = (parent: string | null, depth: number): TreeRow<Region>[] =>
    (childrenOf(parent) ?? []).flatMap((region) => {
      const isOpen = open.has(region.code) && region.childCount > 0;
      const row = { region, depth, isOpen, isLoading: isOpen && childrenOf(region.code) === undefined };
      return isOpen ? [row, ...walk(region.code, depth + 1)] : [row];
    });
  return walk(null, 1);
}

export type TreeStep = { focus: string } | { open: string } | { close: string } | null;

/** What a key does in the tree, as the ARIA pattern of trees says: arrows, Home, End. */
export function stepInTree<Region extends TreeRegion>(rows: TreeRow<Region>[], focused: string | null, key: string): TreeStep {
  const index = rows.findIndex((row) => row.region.code === focused);
  const row = rows[index];
  const at = (place: number): TreeStep => {
    const target = rows[place];
    return target ? { focus: target.region.code } : null;
  };
  if (key === 'Home') return at(0);
  if (key === 'End') return at(rows.length - 1);
  if (!row) return key === 'ArrowDown' ? at(0) : null;
  if (key === 'ArrowDown') return at(index + 1);
  if (key === 'ArrowUp') return at(index - 1);
  if (key === 'ArrowRight') {
    if (row.region.childCount === 0) return null;
    return row.isOpen ? at(index + 1) : { open: row.region.code };
  }
  if (key !== 'ArrowLeft') return null;
  if (row.isOpen) return { close: row.region.code };
  return at(rows.findLastIndex((candidate, place) => place < index && candidate.depth < row.depth));
}
