import { Grid2x2, MapPinned } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { exportGrids, getBorderSheet, gridFileFormats } from '#contract/exports.ts';
import type { AnyGeometry, RegionRef } from '#contract/shapes.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatDay, linkMoment } from '../../shared/china-time.ts';
import { formatCount } from '../../shared/format.ts';
import { type Bounds, boundsOf } from '../../shared/geometry.ts';
import { emptyGridsLink, encodeGridsLink } from '../../shared/grids-link.ts';
import { gridsPath } from '../../shared/grids-link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { levelWord } from '../../shared/region-names.ts';
import { Card, CardSection, CodeLine, Facts, Figures, Note } from '../../shared/ui/card.tsx';
import { DownloadButton } from '../../shared/ui/download-button.tsx';
import { InChargeBoard } from '../../shared/ui/in-charge-board.tsx';
import { KindIcon } from '../../shared/ui/kind-icon.tsx';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { UseAsArea } from '../../shared/ui/use-as-area.tsx';
import { Where } from '../../shared/ui/where.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import { useGrid, useRegion } from './api.ts';
import styles from './region-card.module.css';

const fileTitles = { gpkg: 'GeoPackage', shp: 'Shapefile', geojson: 'GeoJSON' } as const;

interface AreaCardProps {
  code: string;
  onBack?: (() => void) | undefined;
  onClose: () => void;
  onLocate: (bounds: Bounds) => void;
}

export function RegionCard({ code, onBack, onClose, onLocate }: AreaCardProps) {
  const words = useWords();
  const titles = useTitles();
  const query = useRegion(code);
  const region = query.data;
  if (!region) return <WaitingCard icon={<MapPinned size={18} aria-hidden />} query={query} onBack={onBack} onClose={onClose} />;
  const bounds = boundsOf(region.geometry) ?? region.bbox;
  return (
    <Card title={region.name} subtitle={levelWord(region, words)} icon={<MapPinned size={18} aria-hidden />} onBack={onBack} onClose={onClose} onLocate={bounds ? () => onLocate(bounds) : undefined}>
      <AreaHead code={region.code} codeLabel={words.card.regionCode} chain={above(region.chain, region.code)} geometry={region.geometry}>
        {region.isLocalCode && <Note>{words.regions.localCode}</Note>}
        {!bounds && <Note>{words.regions.noShape}</Note>}
      </AreaHead>
      <CardSection title={words.regions.contents}>
        <Figures
          figures={[
            ...(region.population === null ? [] : [{ label: words.regions.population, value: formatCount(region.population) }]),
            ...(region.populationOfParts === null ? [] : [{ label: words.regions.populationSum, value: formatCount(region.populationOfParts.people) }]),
            { label: words.regions.children, value: formatCount(region.childCount) },
            { label: words.regions.gridCount, value: formatCount(region.gridCount) },
          ]}
        />
        {region.populationOfParts && <Note>{words.regions.populationSumHow(formatCount(region.populationOfParts.parts))}</Note>}
        <ul className={styles.kinds}>
          {region.elementCounts.map(({ kind, count }) => (
            <li key={kind}>
              <KindIcon kind={kind} size={15} />
              {titles.kind(kind)}
              <b>{formatCount(count)}</b>
            </li>
          ))}
        </ul>
      </CardSection>
      <InChargeBoard people={region.inCharge} />
      {region.gridCount > 0 && region.level === 'community' && <GridPapers code={region.code} />}
    </Card>
  );
}

export function GridCard({ code, onBack, onClose, onLocate, isPastOffered }: AreaCardProps & { isPastOffered: boolean }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const query = useGrid(code);
  const grid = query.data;
  if (!grid) return <WaitingCard icon={<Grid2x2 size={18} aria-hidden />} query={query} onBack={onBack} onClose={onClose} />;
  const { properties } = grid;
  const bounds = boundsOf(grid.geometry);
  return (
    <Card title={properties.name} subtitle={wordFor(words.regions.gridKinds, properties.kind)} icon={<Grid2x2 size={18} aria-hidden />} onBack={onBack} onClose={onClose} onLocate={bounds ? () => onLocate(bounds) : undefined}>
      <AreaHead code={properties.code} codeLabel={words.card.gridCode} chain={grid.chain} geometry={grid.geometry} />
      <CardSection title={words.regions.contents}>
        <Figures
          figures={[
            { label: words.regions.households, value: properties.households === null ? words.regions.notRegistered : formatCount(properties.households) },
            { label: words.regions.persons, value: properties.people === null ? words.regions.hiddenPersons : formatCount(properties.people) },
            { label: words.regions.buildings, value: properties.buildings === null ? words.regions.hiddenCount : formatCount(properties.buildings) },
          ]}
        />
      </CardSection>
      <InChargeBoard people={grid.inCharge} />
      <GridPapers code={properties.code} />
      <CardSection title={words.regions.history}>
        <ol className={styles.history}>
          {grid.history.map((entry) => (
            <li key={entry.validFrom}>
              <time dateTime={entry.validFrom}>
                {formatDay(entry.validFrom, language)} – {entry.validTo ? formatDay(entry.validTo, language) : ''}
              </time>
              <span>{entry.name}</span>
              {isPastOffered && entry.validTo && (
                <Link href={pastAddress(properties, entry.validTo)} className={styles.then}>
                  {words.regions.openPast}
                </Link>
              )}
              {entry.predecessors.length > 0 && <small>{words.regions.predecessors(entry.predecessors.join('、'))}</small>}
            </li>
          ))}
        </ol>
        <Facts facts={[{ label: words.regions.since, value: formatDay(properties.validFrom, language) }]} />
      </CardSection>
    </Card>
  );
}

/** Border sheets and files of a grid, or of all grids of a community. */
function GridPapers({ code }: { code: string }) {
  const words = useWords();
  return (
    <CardSection title={words.regions.papers}>
      <div className={styles.papers}>
        <DownloadButton endpoint={getBorderSheet} input={{ params: { code } }} title={words.regions.sheet}>
          {words.regions.sheet}
        </DownloadButton>
        {gridFileFormats.map((format) => (
          <DownloadButton key={format} endpoint={exportGrids} input={{ query: { within: code, format } }} title={fileTitles[format]}>
            {fileTitles[format]}
          </DownloadButton>
        ))}
      </div>
    </CardSection>
  );
}

/** The grid administrator's screen as of the last second of a shape that has ended. */
function pastAddress({ code, communityCode }: { code: string; communityCode: string }, validTo: string): string {
  const moment = linkMoment(new Date(new Date(validTo).getTime() - 1000));
  return `${gridsPath}?${encodeGridsLink({ ...emptyGridsLink, grid: code, within: communityCode, asOf: moment, tab: 'history' })}`;
}

/** The chain without the region itself. */
function above(chain: RegionRef[], code: string): RegionRef[] {
  return chain.filter((region) => region.code !== code);
}

function AreaHead({ code, codeLabel, chain, geometry, children }: { code: string; codeLabel: string; chain: RegionRef[]; geometry: AnyGeometry | null; children?: ReactNode }) {
  const words = useWords();
  return (
    <CardSection title={words.card.where}>
      {/* Nothing lies above a top region. */}
      {chain.length > 0 && <Where chain={chain} grid={null} isGridShown={false} />}
      <CodeLine label={codeLabel} code={code} />
      {children}
      {geometry && (
        <p className={styles.inside}>
          <UseAsArea piece={{ from: 'region', code }} label={words.regions.findInside} />
        </p>
      )}
    </CardSection>
  );
}

function WaitingCard({ icon, query, onBack, onClose }: { icon: ReactNode; query: { isError: boolean; error: Error | null; refetch: () => unknown }; onBack?: (() => void) | undefined; onClose: () => void }) {
  const words = useWords();
  return (
    <Card title={query.isError ? words.panels.card : words.common.loading} icon={icon} onBack={onBack} onClose={onClose}>
      {query.isError ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton rows={7} />}
    </Card>
  );
}
