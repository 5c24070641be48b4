import { useMemo } from 'react';
import type { LayerDescription } from '#contract/layers.ts';
import type { ShownLayer } from '../../map/types.ts';
import { changeLink, useLink } from '../../shared/link-store.ts';
import type { LinkLayer } from '../../shared/url-state.ts';
import { useLayers } from './api.ts';
import { arrangeLayers, toShownLayers } from './arrange.ts';

export interface ArrangedLayers {
  layers: LayerDescription[];
  arranged: LinkLayer[];
  shown: ShownLayer[];
  /** Layers that the link names and the server does not know. */
  unknown: string[];
}
const none: LayerDescription[] = [];

/** The server's layers in the order and look that the link says. */
export function useArrangedLayers(): ArrangedLayers {
  const layers = useLayers().data ?? none;
  const fromLink = useLink((link) => link.layers);
  return useMemo(() => {
    const { arranged, unknown } = arrangeLayers(layers, fromLink);
    return { layers, arranged, shown: toShownLayers(layers, arranged), unknown };
  }, [layers, fromLink]);
}

export function setLayers(layers: LinkLayer[] | null): void {
  changeLink({ layers }, 'replace');
}
