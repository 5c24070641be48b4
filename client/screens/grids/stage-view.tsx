import { useEffect, useRef } from 'react';
import { useMapSettings } from '../../features/layers/api.ts';
import type { MapStage } from '../../map/map-stage.ts';
import type { BaseMap, Bounds, ShownLayer, View } from '../../map/types.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { useTheme } from '../../shared/theme/theme.ts';
import styles from './grids.module.css';

interface StageViewProps {
  /** Null while the layers are on their way. */
  shown: ShownLayer[] | null;
  view: View | null;
  /** Where the map opens without a view; undefined while that is not known. */
  home: Bounds | null | undefined;
  /** Told when the map is made, and null before it goes. */
  onStage: (stage: MapStage | null) => void;
  onFailure: (failure: 'no-webgl' | 'not-loaded') => void;
}
const noBases: BaseMap[] = [];

/** One map: made as soon as its layers are known, from then on told what has changed. */
export function StageView({ shown, view, home, onStage, onFailure }: StageViewProps) {
  const container = useRef<HTMLDivElement>(null);
  const stage = useRef<MapStage | null>(null);
  const theme = useTheme();
  const language = usePreferences((state) => state.language);
  const bases = useMapSettings().data?.bases ?? noBases;
  const isReady = shown !== null && home !== undefined;
  const latest = useRef({ shown, view, home, theme, language, bases, onStage, onFailure });
  latest.current = { shown, view, home, theme, language, bases, onStage, onFailure };
  useEffect(() => {
    if (!isReady) return;
    let isGone = false;
    import('../../map/map-stage.ts').then(
      (code) => {
        const now = latest.current;
        if (isGone || !container.current || !now.shown) return;
        try {
          stage.current = new code.MapStage(container.current, { view: now.view, bounds: now.home ?? null, theme: now.theme, language: now.language, layers: now.shown, bases: now.bases, baseId: null, is3d: false });
        } catch (error) {
          if (!(error instanceof code.WebGlUnavailableError)) throw error;
          now.onFailure('no-webgl');
          return;
        }
        now.onStage(stage.current);
      },
      () => latest.current.onFailure('not-loaded'),
    );
    return () => {
      isGone = true;
      if (!stage.current) return;
      latest.current.onStage(null);
      stage.current.destroy();
      stage.current = null;
    };
  }, [isReady]);
  useEffect(() => stage.current?.setTheme(theme), [theme]);
  useEffect(() => stage.current?.setLanguage(language), [language]);
  useEffect(() => stage.current?.setBases(bases), [bases]);
  useEffect(() => {
    if (shown) stage.current?.setLayers(shown);
  }, [shown]);
  return <div ref={container} className={styles.canvas} />;
}
