import { ChevronRight, Layers as LayersIcon, ListTree, RotateCcw, Rows3 } from 'lucide-react';
import { Collapsible, ToggleGroup } from 'radix-ui';
import { useState } from 'react';
import type { LayerDescription } from '#contract/layers.ts';
import type { Theme } from '../../map/types.ts';
import { useLink } from '../../shared/link-store.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import { useLayers } from './api.ts';
import { groupByTheme } from './arrange.ts';
import styles from './layer-panel.module.css';
import { LayerOrder } from './layer-order.tsx';
import { LayerRow } from './layer-row.tsx';
import { setLayers, useArrangedLayers } from './use-arranged-layers.ts';

export interface LayerContext {
  /** Features in view by layer id. */
  counts: Record<string, number>;
  zoom: number;
  theme: Theme;
}

/** The layer tree: by theme to choose from, or by drawing order to arrange. */
export function LayerPanel(context: LayerContext) {
  const words = useWords();
  const query = useLayers();
  const arrangement = useArrangedLayers();
  const [order, setOrder] = useState<'theme' | 'drawing'>('theme');
  const isChanged = useLink((link) => link.layers !== null);
  if (query.isPending) return <Skeleton rows={8} />;
  if (query.isError && !query.data) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  if (arrangement.layers.length === 0) return <Empty icon={<LayersIcon size={22} aria-hidden />} title={words.layers.empty} hint={words.layers.emptyHint} />;
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <ToggleGroup.Root type="single" value={order} className={styles.switch} onValueChange={(value) => (value === 'theme' || value === 'drawing') && setOrder(value)}>
          <ToggleGroup.Item value="theme">
            <ListTree size={14} aria-hidden /> {words.layers.byTheme}
          </ToggleGroup.Item>
          <ToggleGroup.Item value="drawing">
            <Rows3 size={14} aria-hidden /> {words.layers.byOrder}
          </ToggleGroup.Item>
        </ToggleGroup.Root>
        {isChanged && (
          <IconButton size="s" label={words.layers.reset} onClick={() => setLayers(null)}>
            <RotateCcw size={14} aria-hidden />
          </IconButton>
        )}
      </div>
      {order === 'theme' ? groupByTheme(arrangement.layers).map((group) => <ThemeSection key={group.theme} id={group.theme} layers={group.layers} context={context} />) : <LayerOrder theme={context.theme} />}
    </div>
  );
}

function ThemeSection({ id, layers, context }: { id: string; layers: LayerDescription[]; context: LayerContext }) {
  const words = useWords();
  const { arranged } = useArrangedLayers();
  const ids = new Set(layers.map((layer) => layer.id));
  const visible = arranged.filter((layer) => ids.has(layer.id) && layer.isVisible).length;
  const [isOpen, setOpen] = useState(id !== 'base');
  const title = wordFor(words.layers.themes, id);
  const isAllOn = visible === layers.length;
  return (
    <Collapsible.Root open={isOpen} onOpenChange={setOpen} className={styles.group}>
      <div className={styles.groupHead}>
        <Collapsible.Trigger className={styles.groupTitle}>
          <ChevronRight size={14} aria-hidden className={styles.chevron} />
          <h2>{title}</h2>
          <span className={styles.groupCount}>
            {visible}/{layers.length}
          </span>
        </Collapsible.Trigger>
        <button type="button" className={styles.allButton} aria-label={`${title}：${isAllOn ? words.layers.hideAll : words.layers.showAll}`} onClick={() => setLayers(arranged.map((layer) => (ids.has(layer.id) ? { ...layer, isVisible: !isAllOn } : layer)))}>
          {isAllOn ? words.layers.hideAll : words.layers.showAll}
        </button>
      </div>
      <Collapsible.Content>
        <ul>
          {layers.map((layer) => (
            <LayerRow key={layer.id} layer={layer} {...context} />
          ))}
        </ul>
      </Collapsible.Content>
    </Collapsible.Root>
  );
}
