import { Lock, ShieldHalf, SlidersHorizontal } from 'lucide-react';
import { Slider } from 'radix-ui';
import { useId, useState } from 'react';
import type { LayerDescription } from '#contract/layers.ts';
import { colorChoices, type LegendEntry, legendFor } from '../../map/legend.ts';
import type { Theme } from '../../map/types.ts';
import { formatCount } from '../../shared/format.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { IconButton, Tip } from '../../shared/ui/icon-button.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import { changeLayer } from './arrange.ts';
import styles from './layer-panel.module.css';
import { setLayers, useArrangedLayers } from './use-arranged-layers.ts';

interface LayerRowProps {
  layer: LayerDescription;
  counts: Record<string, number>;
  zoom: number;
  theme: Theme;
}

export function useLayerTitle(): (layer: LayerDescription) => string {
  const language = usePreferences((state) => state.language);
  return (layer) => (language === 'en' ? layer.titleEn : layer.title);
}

/** One layer in the tree: on or off, its colour, how many are in view, and its settings on demand. */
export function LayerRow({ layer, counts, zoom, theme }: LayerRowProps) {
  const words = useWords();
  const title = useLayerTitle()(layer);
  const [isOpen, setOpen] = useState(false);
  const { arranged } = useArrangedLayers();
  const how = arranged.find((candidate) => candidate.id === layer.id);
  if (!how) return null;
  return (
    <li className={`${styles.row} ${how.isVisible ? '' : styles.isHidden}`}>
      <div className={styles.line}>
        <label className={styles.label}>
          <input type="checkbox" className={styles.check} checked={how.isVisible} aria-label={words.layers.show(title)} onChange={(event) => setLayers(changeLayer(arranged, layer.id, { isVisible: event.target.checked }))} />
          <Swatch layer={layer} colorBy={how.colorBy} theme={theme} />
          <span className={styles.name}>{title}</span>
        </label>
        <SensitivityMark level={layer.sensitivity} />
        {how.isVisible && <InView layer={layer} count={counts[layer.id]} zoom={zoom} />}
        <IconButton size="s" label={words.layers.settings(title)} aria-expanded={isOpen} className={styles.gear} onClick={() => setOpen(!isOpen)}>
          <SlidersHorizontal size={13} aria-hidden />
        </IconButton>
      </div>
      {isOpen && <LayerSettings layer={layer} zoom={zoom} theme={theme} />}
    </li>
  );
}

export function Swatch({ layer, colorBy, theme }: { layer: LayerDescription; colorBy: string | null; theme: Theme }) {
  const language = usePreferences((state) => state.language);
  const colors = legendFor(layer, colorBy, theme, language).map((entry) => entry.color);
  const stops = colors.slice(0, 6).map((color, index, all) => `${color} ${(index / all.length) * 100}% ${((index + 1) / all.length) * 100}%`);
  const background = stops.length > 1 ? `linear-gradient(90deg, ${stops.join(', ')})` : (colors[0] ?? 'var(--text-faint)');
  return <span className={styles.swatch} data-geometry={layer.geometry} style={{ background }} aria-hidden="true" />;
}

function InView({ layer, count, zoom }: { layer: LayerDescription; count: number | undefined; zoom: number }) {
  const words = useWords();
  if (zoom < layer.minzoom) return <span className={styles.count}>{words.layers.fromZoom(layer.minzoom)}</span>;
  if (count === undefined) return null;
  const isPartial = layer.partialBelowZoom !== null && zoom < layer.partialBelowZoom && zoom >= (layer.countsBelowZoom ?? 0);
  const text = isPartial ? `≥ ${formatCount(count)}` : formatCount(count);
  return (
    <Tip text={isPartial ? words.layers.partial(layer.partialBelowZoom ?? 0) : words.layers.inViewHint} side="right">
      <span className={styles.count}>
        <span aria-hidden="true">{text}</span>
        <span className="visually-hidden">{words.layers.inView(text)}</span>
      </span>
    </Tip>
  );
}

function SensitivityMark({ level }: { level: LayerDescription['sensitivity'] }) {
  const words = useWords();
  if (level === 'open') return null;
  const text = wordFor(words.layers.sensitivity, level);
  return (
    <Tip text={text} side="right">
      <span className={styles.mark} data-level={level} role="img" aria-label={text}>
        {level === 'restricted' ? <Lock size={12} aria-hidden /> : <ShieldHalf size={12} aria-hidden />}
      </span>
    </Tip>
  );
}

function LayerSettings({ layer, zoom, theme }: Omit<LayerRowProps, 'counts'>) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const colorId = useId();
  const { arranged } = useArrangedLayers();
  const how = arranged.find((candidate) => candidate.id === layer.id);
  if (!how) return null;
  const choices = colorChoices(layer, language);
  const legend = legendFor(layer, how.colorBy, theme, language);
  const change = (part: { opacity?: number; colorBy?: string | null }) => setLayers(changeLayer(arranged, layer.id, part));
  return (
    <div className={styles.settings}>
      <div className={styles.setting}>
        <span>{words.layers.opacity}</span>
        <Slider.Root className={styles.slider} min={0} max={100} step={5} value={[Math.round(how.opacity * 100)]} onValueChange={([value = 100]) => change({ opacity: value / 100 })}>
          <Slider.Track className={styles.track}>
            <Slider.Range className={styles.range} />
          </Slider.Track>
          <Slider.Thumb className={styles.thumb} aria-label={words.layers.opacity} />
        </Slider.Root>
        <span>{Math.round(how.opacity * 100)}%</span>
      </div>
      {choices.length > 0 && (
        <div className={styles.setting}>
          <label htmlFor={colorId}>{words.layers.colorBy}</label>
          <select id={colorId} value={how.colorBy ?? ''} onChange={(event) => change({ colorBy: event.target.value || null })}>
            <option value="">{words.layers.ownColor}</option>
            {choices.map((choice) => (
              <option key={choice.field} value={choice.field}>
                {choice.label}
              </option>
            ))}
          </select>
        </div>
      )}
      {legend.length > 1 && <Legend entries={legend} geometry={layer.geometry} />}
      {zoom < layer.minzoom && <p className={styles.note}>{words.layers.fromZoom(layer.minzoom)}</p>}
      {layer.hidesFew && zoom >= layer.minzoom && <p className={styles.note}>{words.layers.hidesFew}</p>}
      {!layer.hidesFew && layer.countsBelowZoom !== null && zoom >= layer.minzoom && zoom < layer.countsBelowZoom && <p className={styles.note}>{words.layers.aggregated}</p>}
    </div>
  );
}

/** Imported ground may bring a hundred categories: the first ones, and the rest on demand. */
const mostLegendEntries = 16;

function Legend({ entries, geometry }: { entries: LegendEntry[]; geometry: LayerDescription['geometry'] }) {
  const words = useWords();
  const [isWhole, setWhole] = useState(false);
  const isLong = entries.length > mostLegendEntries;
  return (
    <>
      <ul className={styles.legend} aria-label={words.layers.legend}>
        {(isWhole ? entries : entries.slice(0, mostLegendEntries)).map((entry) => (
          <li key={entry.label}>
            <span className={styles.swatch} data-geometry={geometry} style={{ background: entry.color }} aria-hidden="true" />
            {entry.label}
          </li>
        ))}
      </ul>
      {isLong && (
        <Button look="quiet" size="s" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? words.common.less : `${words.common.more} (${formatCount(entries.length - mostLegendEntries)})`}
        </Button>
      )}
    </>
  );
}
