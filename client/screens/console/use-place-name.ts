import { useGrid, useRegion } from '../../features/regions/api.ts';

/** The name of the region or grid that a filter narrows everything to, as soon as it is known; its code before. */
export function usePlaceName(within: string | null): (code: string) => string {
  const region = useRegion(within !== null && within.length < 15 ? within : null).data;
  const grid = useGrid(within?.length === 15 ? within : null).data;
  return (code) => region?.name ?? grid?.properties.name ?? code;
}
