import { ClipboardCheck, ClipboardList, Layers, MapPinned, PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { Tabs } from 'radix-ui';
import type { SessionInfo } from '#contract/identity.ts';
import type { RegionSummary } from '#contract/regions.ts';
import { AreaHead } from '../../features/areas/area-head.tsx';
import { AwaitedArea } from '../../features/areas/saved-link.tsx';
import { BriefBar } from '../../features/briefs/brief-bar.tsx';
import { ElementCard } from '../../features/elements/element-card.tsx';
import { PlaceCard } from '../../features/elements/place-card.tsx';
import { EventCard } from '../../features/events/event-card.tsx';
import { LayerPanel } from '../../features/layers/layer-panel.tsx';
import { ElementMatters } from '../../features/matters/element-matters.tsx';
import { GridCard, RegionCard } from '../../features/regions/region-card.tsx';
import { RegionPanel } from '../../features/regions/region-panel.tsx';
import { useNamedGround } from '../../features/search/api.ts';
import { AreaPanel } from '../../features/search/area-panel.tsx';
import type { LinkArea } from '../../shared/area-code.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { boundsOf } from '../../shared/geometry.ts';
import { changeLink, openCard, useLink } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { useTheme } from '../../shared/theme/theme.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { type OpenCard, type OpenPlace, type PanelName, round } from '../../shared/url-state.ts';
import { useWords, wordFor } from '../../shared/words/words.ts';
import styles from './console.module.css';
import { MattersHere } from './matters-here.tsx';
import { PaperCard, TasksHere } from './papers.tsx';
import { goTo, useStage } from './stage-store.ts';
import { usePlaceName } from './use-place-name.ts';

/** Layers, regions, matters and tasks, side by side as tabs. */
export function LeftPanel({ session }: { session: SessionInfo }) {
  const words = useWords();
  const panel = useLink((link) => link.panel);
  const { isLeftOpen, setLeftOpen } = usePreferences();
  if (!isLeftOpen)
    return (
      <div className={styles.leftClosed}>
        <IconButton label={words.panels.expand} side="right" onClick={() => setLeftOpen(true)}>
          <PanelLeftOpen size={17} aria-hidden />
        </IconButton>
      </div>
    );
  return (
    <Tabs.Root asChild value={panel} onValueChange={(value) => changeLink({ panel: value as PanelName }, 'replace')}>
      <aside className={styles.left} aria-label={words.panels.left} data-panel={panel}>
        <div className={styles.tabsRow}>
          <Tabs.List className={styles.tabs} aria-label={words.panels.left}>
            <Tabs.Trigger value="layers">
              <Layers size={14} aria-hidden />
              {words.panels.layers}
            </Tabs.Trigger>
            <Tabs.Trigger value="regions">
              <MapPinned size={14} aria-hidden />
              {words.panels.regions}
            </Tabs.Trigger>
            <Tabs.Trigger value="matters">
              <ClipboardList size={14} aria-hidden />
              {words.matters.tab}
            </Tabs.Trigger>
            <Tabs.Trigger value="tasks">
              <ClipboardCheck size={14} aria-hidden />
              {words.briefs.tab}
            </Tabs.Trigger>
          </Tabs.List>
          <IconButton size="s" label={words.panels.collapse} onClick={() => setLeftOpen(false)}>
            <PanelLeftClose size={15} aria-hidden />
          </IconButton>
        </div>
        <Tabs.Content value="layers" className={styles.scroll}>
          <LayersHere />
        </Tabs.Content>
        <Tabs.Content value="regions" className={styles.scroll}>
          <RegionsHere />
        </Tabs.Content>
        <Tabs.Content value="matters" className={styles.scroll}>
          <MattersHere session={session} />
        </Tabs.Content>
        <Tabs.Content value="tasks" className={styles.scroll}>
          <TasksHere session={session} />
        </Tabs.Content>
      </aside>
    </Tabs.Root>
  );
}

export function LayersHere() {
  const theme = useTheme();
  const counts = useStage((state) => state.counts);
  const zoom = useStage((state) => state.view?.zoom ?? 0);
  return <LayerPanel counts={counts} zoom={zoom} theme={theme} />;
}

export function RegionsHere() {
  const selected = useLink((link) => (link.open?.type === 'region' || link.open?.type === 'grid' ? link.open.code : null));
  return <RegionPanel selected={selected} onJump={jumpToRegion} />;
}

function jumpToRegion(region: RegionSummary): void {
  openCard({ type: region.level === 'grid' || region.code.length === 15 ? 'grid' : 'region', code: region.code }, region.bbox ? 'if-hidden' : 'always');
  if (region.bbox) goTo(region.bbox);
}

interface OpenCardViewProps {
  open: OpenCard;
  session: SessionInfo;
  /** True where the list of an area lies under the card. */
  hasList: boolean;
}

/** The card of whatever is open. */
export function OpenCardView({ open, session, hasList }: OpenCardViewProps) {
  const close = () => changeLink({ open: null }, 'push');
  const shell = { onClose: close, onBack: hasList ? close : undefined };
  if (open.type === 'place') {
    return <PlaceHere open={open} {...shell} />;
  }
  if (open.type === 'element') return <ElementCard code={open.code} session={session} onLocate={(element) => goTo(boundsOf(element.geometry) ?? [...element.center, ...element.center])} matters={<ElementMatters code={open.code} session={session} />} {...shell} />;
  if (open.type === 'event') return <EventCard id={open.code} onLocate={(position) => goTo([...position, ...position])} {...shell} />;
  if (open.type === 'brief' || open.type === 'mission') return <PaperCard open={open} session={session} {...shell} />;
  if (open.type === 'region') return <RegionCard code={open.code} onLocate={goTo} {...shell} />;
  return <GridCard code={open.code} onLocate={goTo} isPastOffered={session.rights.includes('borders.read')} {...shell} />;
}

interface PlaceHereProps {
  open: OpenPlace;
  onClose: () => void;
  onBack: (() => void) | undefined;
}

/** A place, under the name of the estate or school that was looked for there. */
function PlaceHere({ open, ...shell }: PlaceHereProps) {
  const words = useWords();
  const titles = useTitles();
  const ground = useNamedGround(open.name, open.position);
  const [lng, lat] = open.position;
  const named = ground && { name: ground.name, sort: ground.category ? wordFor(words.search.estates, ground.category) : titles.kind(ground.kind) };
  return <PlaceCard position={open.position} named={named} onLocate={() => goTo(boundsOf(ground?.geometry ?? null) ?? [lng, lat, lng, lat])} {...shell} />;
}

export function AreaHere({ area, session }: { area: LinkArea; session: SessionInfo }) {
  if (area.parts.length === 0 && area.saved) return <AwaitedArea id={area.saved.id} />;
  return <Answer area={area} session={session} />;
}

/** The answer with what other features know about its place. */
function Answer({ area, session }: { area: LinkArea; session: SessionInfo }) {
  const center = useStage((state) => state.view?.center ?? null);
  const placeName = usePlaceName(useLink((link) => link.filter.within));
  return (
    <AreaPanel
      area={area}
      head={<AreaHead area={area} onFit={goTo} />}
      center={center && [round(center[0], 6), round(center[1], 6)]}
      placeName={placeName}
      actions={session.rights.includes('briefs.write') && <BriefBar />}
      onFault={([lng, lat]) => goTo([lng, lat, lng, lat])}
    />
  );
}

/** The card, the area's result, or both where the screen is a wall. */
export function RightPanel({ session, isWall }: { session: SessionInfo; isWall: boolean }) {
  const words = useWords();
  const open = useLink((link) => link.open);
  const area = useLink((link) => link.area);
  if (!open && !area) return null;
  const isBoth = isWall && open !== null && area !== null;
  return (
    <aside className={styles.right} aria-label={words.panels.right}>
      {area && (isBoth || !open) && (
        <div className={`${styles.panel} ${styles.answer}`}>
          <AreaHere area={area} session={session} />
        </div>
      )}
      {open && (
        <div className={styles.panel}>
          <OpenCardView open={open} session={session} hasList={area !== null && !isBoth} />
        </div>
      )}
    </aside>
  );
}
