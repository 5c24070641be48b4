import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import { useState } from 'react';
import type { Theme } from '../../map/types.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { useWords } from '../../shared/words/words.ts';
import { changeLayer, moveLayer } from './arrange.ts';
import styles from './layer-panel.module.css';
import { Swatch, useLayerTitle } from './layer-row.tsx';
import { setLayers, useArrangedLayers } from './use-arranged-layers.ts';

/** All layers from the topmost to the lowest, to be dragged or moved by buttons. */
export function LayerOrder({ theme }: { theme: Theme }) {
  const words = useWords();
  const titleOf = useLayerTitle();
  const { layers, arranged } = useArrangedLayers();
  const [dragged, setDragged] = useState<string | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const topDown = [...arranged].reverse();
  const move = (id: string, title: string, place: number) => {
    setLayers(moveLayer(arranged, id, place));
    notify(words.layers.moved(title, arranged.length - place, arranged.length));
  };
  const drop = (onto: string) => {
    const from = arranged.findIndex((layer) => layer.id === dragged);
    const to = arranged.findIndex((layer) => layer.id === onto);
    if (dragged && from >= 0 && to >= 0) setLayers(moveLayer(arranged, dragged, to));
    setDragged(null);
    setTarget(null);
  };
  return (
    <>
      <p className={styles.orderHint}>{words.layers.orderHint}</p>
      <ul>
        {topDown.map((how, index) => {
          const layer = layers.find((candidate) => candidate.id === how.id);
          if (!layer) return null;
          const title = titleOf(layer);
          const place = arranged.length - 1 - index;
          return (
            <li
              key={how.id}
              className={styles.orderRow}
              draggable
              data-dragged={dragged === how.id}
              data-drop={target === how.id && dragged !== how.id}
              onDragStart={() => setDragged(how.id)}
              onDragEnd={() => drop(target ?? how.id)}
              onDragOver={(event) => {
                event.preventDefault();
                setTarget(how.id);
              }}
            >
              <GripVertical size={14} aria-hidden className={styles.grip} />
              <label className={styles.label}>
                <input type="checkbox" className={styles.check} checked={how.isVisible} aria-label={words.layers.show(title)} onChange={(event) => setLayers(changeLayer(arranged, how.id, { isVisible: event.target.checked }))} />
                <Swatch layer={layer} colorBy={how.colorBy} theme={theme} />
                <span className={styles.name}>{title}</span>
              </label>
              <IconButton size="s" label={words.layers.moveUp(title)} disabled={index === 0} onClick={() => move(how.id, title, place + 1)}>
                <ArrowUp size={13} aria-hidden />
              </IconButton>
              <IconButton size="s" label={words.layers.moveDown(title)} disabled={place === 0} onClick={() => move(how.id, title, place - 1)}>
                <ArrowDown size={13} aria-hidden />
              </IconButton>
            </li>
          );
        })}
      </ul>
    </>
  );
}
