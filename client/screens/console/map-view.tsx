import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { ArrangedLayers } from '../../features/layers/use-arranged-layers.ts';
import type { Bounds, MapFeature } from '../../map/types.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatCount } from '../../shared/format.ts';
import { changeLink, useLink } from '../../shared/link-store.ts';
import { useTheme } from '../../shared/theme/theme.ts';
import { useWords, wordFor } from '../../shared/words/words.ts';
import { beginListAt, useAnswer } from '../../features/search/store.ts';
import { readClick } from './click.ts';
import styles from './console.module.css';
import { type ScreenPoint, useStage } from './stage-store.ts';
import { useMapStage, useOpenShape, useStageSync } from './use-stage.ts';

interface MapViewProps {
  arrangement: ArrangedLayers;
  home: Bounds | null | undefined;
}
const stepNearer = 2;
/** How near to a ranked place a click means it. */
const markPixels = 11;
/** Width of the world in CSS pixels at zoom 0. */
const worldPixels = 512;

/** The one map, and the name of what the pointer is over. */
export function MapView({ arrangement, home }: MapViewProps) {
  const theme = useTheme();
  const container = useRef<HTMLDivElement>(null);
  const pointer = useRef<ScreenPoint>({ x: 0, y: 0 });
  const tip = useRef<HTMLDivElement>(null);
  const open = useLink((link) => link.open);
  useMapStage({ container, arrangement, home, theme });
  useStageSync(arrangement, theme);
  useOpenShape(arrangement, open);
  useClicks(arrangement, pointer);
  const follow = (event: PointerEvent) => {
    pointer.current = { x: event.clientX, y: event.clientY };
    const box = container.current?.getBoundingClientRect();
    if (box && tip.current) tip.current.style.transform = `translate(${event.clientX - box.left + 14}px, ${event.clientY - box.top + 16}px)`;
  };
  return (
    <main className={styles.map} onPointerMove={follow} onPointerDown={follow}>
      <div ref={container} className={styles.canvas} id="map" />
      <div ref={tip} className={styles.tip} aria-hidden="true">
        <HoverTip arrangement={arrangement} />
      </div>
    </main>
  );
}

/** Opens what a click means, or asks which one of several. */
function useClicks(arrangement: ArrangedLayers, pointer: RefObject<ScreenPoint>): void {
  const stage = useStage((state) => state.stage);
  const layers = useRef(arrangement.layers);
  layers.current = arrangement.layers;
  useEffect(
    () =>
      stage?.on('click', ({ position, features }) => {
        if (useAnswer.getState().isPicking) {
          beginListAt(position);
          return;
        }
        const mark = useStage.getState().marks?.nearest(position, markPixels, worldPixels * 2 ** stage.getView().zoom);
        if (mark) {
          useStage.setState({ asked: null });
          changeLink({ open: mark.code ? { type: 'element', code: mark.code } : { type: 'place', position: mark.position } }, 'push');
          return;
        }
        const meaning = readClick(position, features, layers.current);
        useStage.setState({ asked: meaning.does === 'choose' ? { choices: meaning.choices, at: { ...pointer.current }, position } : null });
        if (meaning.does === 'open') changeLink({ open: meaning.open }, 'push');
        if (meaning.does === 'approach') stage.flyTo({ center: meaning.position, zoom: stage.getView().zoom + stepNearer });
      }),
    [stage, pointer],
  );
}

function HoverTip({ arrangement }: { arrangement: ArrangedLayers }) {
  // The list of what lies there says more, and stands where the tip would.
  const hovered = useStage((state) => (state.asked === null ? state.hovered : null));
  // The dictionaries are asked for with the first tip, not before the first map.
  return hovered && <Tip hovered={hovered} kind={arrangement.layers.find((layer) => layer.id === hovered.layerId)?.kind ?? ''} />;
}

/** The name of a feature, and what it is or how many it stands for. */
function Tip({ hovered, kind }: { hovered: MapFeature; kind: string }) {
  const words = useWords();
  const titles = useTitles();
  const category = hovered.category ? titles.category(kind, hovered.category) : '';
  return (
    <div className={styles.tipBox}>
      <b>{hovered.name || wordFor(words.kinds, kind)}</b>
      <span>{hovered.count === null ? [titles.kind(kind), category].filter(Boolean).join(' · ') : formatCount(hovered.count)}</span>
    </div>
  );
}
