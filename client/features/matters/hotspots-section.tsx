import type { MatterAnswer } from '#contract/matters.ts';
import { paletteOf } from '../../map/palette.ts';
import { type Bounds, boundsOf } from '../../shared/geometry.ts';
import type { CaseFilter } from '../../shared/matter-code.ts';
import { useTheme } from '../../shared/theme/theme.ts';
import { CardSection, Note } from '../../shared/ui/card.tsx';
import { useWords } from '../../shared/words/words.ts';
import { areaColor } from './layers.ts';
import styles from './matters-panel.module.css';

interface HotspotsProps {
  answer: MatterAnswer;
  onFit: (bounds: Bounds) => void;
  onCases: (filter: CaseFilter) => void;
}
const shownAreas = 8;
const shownClusters = 5;
const levels = [99, 95, 90] as const;

/** Clusters of places, and areas by Gi* with the legend of what the map shows. */
export function HotspotsSection({ answer, onFit, onCases }: HotspotsProps) {
  const words = useWords();
  const { clusterMeters, coreCases, areas: compared, verdict, fewestCases } = answer.hotspotNotes;
  const { features } = answer.hotspots;
  const clusters = features.flatMap(({ geometry, properties }) => (properties.role === 'cluster' ? [{ geometry, ...properties }] : []));
  const areas = features.flatMap(({ geometry, properties }) => (properties.role === 'area' ? [{ geometry, ...properties }] : []));
  const showOn = (geometry: (typeof features)[number]['geometry']) => {
    const bounds = boundsOf(geometry);
    if (bounds) onFit(bounds);
  };
  return (
    <CardSection title={words.matters.hotspots} hint={words.matters.hotspotsHint}>
      <Legend />
      <h4 className={styles.subhead}>{words.matters.clusters}</h4>
      <Note>{words.matters.clusterNote(clusterMeters, coreCases)}</Note>
      {clusters.length === 0 && <Note>{words.matters.noClusters}</Note>}
      <ul className={styles.rows}>
        {clusters.slice(0, shownClusters).map((cluster) => (
          <li key={cluster.id}>
            <button type="button" className={styles.rowName} onClick={() => showOn(cluster.geometry)}>{words.matters.cluster(cluster.rank, cluster.places)}</button>
            <button type="button" className={styles.count} onClick={() => onCases({ cluster: String(cluster.id) })}>{words.matters.times(cluster.cases)}</button>
          </li>
        ))}
      </ul>
      <h4 className={styles.subhead}>{words.matters.giStar}</h4>
      <Note>
        {verdict === 'too-few-cases' ? words.matters.tooFewCases(answer.totals.cases, fewestCases)
          : verdict === 'too-few-areas' ? words.matters.tooFewAreas(compared)
            : areas.length === 0 ? words.matters.noHotAreas(compared) : words.matters.giNote(compared)}
      </Note>
      <ul className={styles.rows}>
        {areas.slice(0, shownAreas).map((area) => (
          <li key={area.code}>
            <button type="button" className={styles.rowName} onClick={() => showOn(area.geometry)}>
              {area.name} <small>{words.matters.significance(area.kind, area.z.toFixed(1), area.level)}</small>
            </button>
            <button type="button" className={styles.count} disabled={area.cases === 0} onClick={() => onCases({ within: area.code })}>{words.matters.times(area.cases)}</button>
          </li>
        ))}
      </ul>
    </CardSection>
  );
}

/** What the colours on the map mean. */
function Legend() {
  const words = useWords();
  const palette = paletteOf(useTheme());
  return (
    <ul className={styles.legend} aria-label={words.matters.legend}>
      <li>
        <i style={{ borderRadius: '50%', background: palette.spot }} /> {words.matters.legendPlace}
      </li>
      <li>
        <i style={{ border: `2px dashed ${palette.cluster}` }} /> {words.matters.legendCluster}
      </li>
      {levels.map((level) => (
        <li key={level}>
          <i style={{ background: areaColor(palette, 'hot', level) }} /> {words.matters.legendHot(level)}
        </li>
      ))}
      <li>
        <i style={{ background: areaColor(palette, 'cold', 95) }} /> {words.matters.legendCold}
      </li>
    </ul>
  );
}
