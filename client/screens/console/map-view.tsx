import { Map as MapIcon, MonitorX } from 'lucide-react';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { Chooser } from '../../features/elements/chooser.tsx';
import type { ArrangedLayers } from '../../features/layers/use-arranged-layers.ts';
import type { Bounds } from '../../map/types.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatCount } from '../../shared/format.ts';
import { changeLink, useLink } from '../../shared/link-store.ts';
import { useTheme } from '../../shared/theme/theme.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/states.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import { type ClickChoice, readClick } from './click.ts';
import styles from './console.module.css';
import { useStage } from './stage-store.ts';
import { useMapStage, useOpenShape, useStageSync } from './use-stage.ts';

interface MapViewProps {
  arrangement: ArrangedLayers;
  home: Bounds | null | undefined;
}
interface ScreenPoint {
  x: number;
  y: number;
}
const stepNearer = 2;

/** The one map, and what appears over it at the pointer. */
export function MapView({ arrangement, home }: MapViewProps) {
  const words = useWords();
  const theme = useTheme();
  const container = useRef<HTMLDivElement>(null);
  const pointer = useRef<ScreenPoint>({ x: 0, y: 0 });
  const tip = useRef<HTMLDivElement>(null);
  const open = useLink((link) => link.open);
  const { failure, isDrawn, stage } = useStage();
  useMapStage({ container, arrangement, home, theme });
  useStageSync(arrangement, theme);
  useOpenShape(arrangement, open);
  const chooser = useClicks(arrangement, pointer);
  const follow = (event: PointerEvent) => {
    pointer.current = { x: event.clientX, y: event.clientY };
    const box = container.current?.getBoundingClientRect();
    if (box && tip.current) tip.current.style.transform = `translate(${event.clientX - box.left + 14}px, ${event.clientY - box.top + 16}px)`;
  };
  return (
    <main className={styles.map} onPointerMove={follow} onPointerDown={follow}>
      <div ref={container} className={styles.canvas} id="map" />
      {stage && !isDrawn && !failure && (
        <p className={styles.drawing} role="status">
          <MapIcon size={16} aria-hidden /> {words.states.loadingMap}
        </p>
      )}
      {failure && <MapFailure failure={failure} />}
      <div ref={tip} className={styles.tip} aria-hidden="true">
        <HoverTip arrangement={arrangement} />
      </div>
      {chooser}
    </main>
  );
}

/** Opens what a click means, or asks which one of several. */
function useClicks(arrangement: ArrangedLayers, pointer: React.RefObject<ScreenPoint>) {
  const stage = useStage((state) => state.stage);
  const [asked, setAsked] = useState<{ choices: ClickChoice[]; at: ScreenPoint; position: [number, number] } | null>(null);
  const layers = useRef(arrangement.layers);
  layers.current = arrangement.layers;
  useEffect(
    () =>
      stage?.on('click', ({ position, features }) => {
        const meaning = readClick(position, features, layers.current);
        setAsked(meaning.does === 'choose' ? { choices: meaning.choices, at: { ...pointer.current }, position } : null);
        if (meaning.does === 'open') changeLink({ open: meaning.open }, 'push');
        if (meaning.does === 'approach') stage.flyTo({ center: meaning.position, zoom: stage.getView().zoom + stepNearer });
      }),
    [stage, pointer],
  );
  const close = useRef(() => setAsked(null));
  if (!asked) return null;
  const open = (card: Parameters<typeof changeLink>[0]) => {
    setAsked(null);
    changeLink(card, 'push');
  };
  return (
    <Chooser
      choices={asked.choices}
      at={asked.at}
      onChoose={(code) => open({ open: { type: 'element', code } })}
      onGround={() => open({ open: { type: 'place', position: [Math.round(asked.position[0] * 1e6) / 1e6, Math.round(asked.position[1] * 1e6) / 1e6] } })}
      onClose={close.current}
    />
  );
}

/** The name of what the pointer is over. */
function HoverTip({ arrangement }: { arrangement: ArrangedLayers }) {
  const words = useWords();
  const titles = useTitles();
  const hovered = useStage((state) => state.hovered);
  if (!hovered) return null;
  const kind = arrangement.layers.find((layer) => layer.id === hovered.layerId)?.kind ?? '';
  const category = hovered.category ? titles.category(kind, hovered.category) : '';
  return (
    <div className={styles.tipBox}>
      <b>{hovered.name || wordFor(words.kinds, kind)}</b>
      <span>{hovered.count === null ? [titles.kind(kind), category].filter(Boolean).join(' · ') : formatCount(hovered.count)}</span>
    </div>
  );
}

function MapFailure({ failure }: { failure: 'no-webgl' | 'not-loaded' }) {
  const words = useWords();
  const isOld = failure === 'no-webgl';
  return (
    <div className={styles.failure} role="alert">
      <Empty icon={<MonitorX size={22} aria-hidden />} title={isOld ? words.states.noWebgl : words.states.mapFailed} hint={isOld ? words.states.noWebglHint : words.states.mapFailedHint}>
        {!isOld && (
          <Button look="primary" onClick={() => location.reload()}>
            {words.states.reload}
          </Button>
        )}
      </Empty>
    </div>
  );
}
