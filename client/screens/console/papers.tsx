import { Tabs } from 'radix-ui';
import { useState } from 'react';
import type { BriefDetail, BriefItem } from '#contract/briefs.ts';
import type { SessionInfo } from '#contract/identity.ts';
import type { MissionTask } from '#contract/missions.ts';
import { useBrief } from '../../features/briefs/api.ts';
import { BriefCard } from '../../features/briefs/brief-card.tsx';
import { BriefDialog } from '../../features/briefs/brief-dialog.tsx';
import { BriefList } from '../../features/briefs/brief-list.tsx';
import { TaskThings } from '../../features/briefs/task-things.tsx';
import { useLayers } from '../../features/layers/api.ts';
import { MissionCard } from '../../features/missions/mission-card.tsx';
import { MissionDialog } from '../../features/missions/mission-dialog.tsx';
import { MissionList } from '../../features/missions/mission-list.tsx';
import { OwnTasks } from '../../features/missions/own-tasks.tsx';
import { give } from '../../features/missions/store.ts';
import { type Bounds, boundsOf } from '../../shared/geometry.ts';
import { openCard, useLink } from '../../shared/link-store.ts';
import { useResolvedArea } from '../../shared/resolved-area.ts';
import type { OpenCard } from '../../shared/url-state.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './console.module.css';
import { goTo, useStage } from './stage-store.ts';

const lists = ['ownTasks', 'missions', 'briefs'] as const;

/** My tasks, and for who may read them the missions and briefs of the area. */
export function TasksHere({ session }: { session: SessionInfo }) {
  const words = useWords().briefs;
  const open = useLink((link) => link.open);
  const [list, setList] = useState<(typeof lists)[number]>('ownTasks');
  const openId = open?.type === 'brief' || open?.type === 'mission' ? open.code : null;
  const offered = lists.filter((name) => name === 'ownTasks' || session.rights.includes('briefs.read'));
  return (
    <Tabs.Root value={list} onValueChange={(value) => setList(lists.find((name) => name === value) ?? 'ownTasks')}>
      {offered.length > 1 && (
        <Tabs.List className={styles.segments} aria-label={words.tab}>
          {offered.map((name) => (
            <Tabs.Trigger key={name} value={name}>
              {words[name]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
      )}
      <Tabs.Content value="ownTasks">
        <OwnTasks openId={openId} />
      </Tabs.Content>
      <Tabs.Content value="missions">
        <MissionList openId={openId} />
      </Tabs.Content>
      <Tabs.Content value="briefs">
        <BriefList openId={openId} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

interface PaperCardProps {
  open: { type: 'brief' | 'mission'; code: string };
  session: SessionInfo;
  onClose: () => void;
  onBack?: (() => void) | undefined;
}

/** The card of a brief or a mission. */
export function PaperCard({ open, session, ...shell }: PaperCardProps) {
  const brief = useBrief(open.type === 'brief' ? open.code : null).data;
  const takePicture = useTakePicture(brief?.bbox ?? null);
  const mayGive = session.rights.includes('missions.write');
  const locate = ({ bbox }: { bbox: [number, number, number, number] }) => goTo(bbox);
  if (open.type === 'mission') return <MissionCard key={open.code} id={open.code} mayGive={mayGive} onLocate={locate} thingsOf={thingsOf} {...shell} />;
  return <BriefCard key={open.code} id={open.code} mayWrite={session.rights.includes('briefs.write')} onGive={mayGive ? giveTasksOf : null} onLocate={locate} takePicture={takePicture} {...shell} />;
}

function thingsOf(task: MissionTask, missionId: string, briefId: string) {
  return <TaskThings task={task} missionId={missionId} briefId={briefId} onShow={showOnMap} />;
}

/** The card stays open: its list is gone through one by one. */
function showOnMap({ geometry }: BriefItem): void {
  const bounds = boundsOf(geometry);
  if (bounds) goTo(bounds);
}

function giveTasksOf({ id, title, startsAt, endsAt, tasks }: BriefDetail): void {
  give({ source: { briefId: id, title, startsAt, endsAt, tasks } });
}

/** The dialogs in which briefs and missions are written; what was saved is opened. */
export function PaperDialogs() {
  const area = useResolvedArea(useLink((link) => link.area)).data;
  const takePicture = useTakePicture(boundsOf(area?.geometry ?? null));
  return (
    <>
      <BriefDialog takePicture={takePicture} onSaved={(brief) => openPaper({ type: 'brief', code: brief.id }, brief)} />
      <MissionDialog onSaved={(mission) => openPaper({ type: 'mission', code: mission.id }, mission)} />
    </>
  );
}

function openPaper(open: OpenCard, { geometry }: Pick<BriefDetail, 'geometry'>): void {
  openCard(open, 'if-hidden');
  const bounds = boundsOf(geometry);
  if (bounds) goTo(bounds);
}

/**
 * Takes a picture of the map for a brief, in base64, without layers and points that are shown by right alone: readers of
 * the brief may have less than its author. Null while there is no map.
 * @param bounds what it is a picture of
 */
function useTakePicture(bounds: Bounds | null): (() => Promise<string>) | null {
  const stage = useStage((state) => state.stage);
  const layers = useLayers().data;
  if (!stage || !layers) return null;
  const restricted = new Set(layers.filter(({ sensitivity }) => sensitivity === 'restricted').map(({ kind }) => kind));
  return async () => {
    const picture = await stage.snapshot({ bounds, hidesLayer: ({ sensitivity }) => sensitivity === 'restricted', hidesItem: ({ kind }) => restricted.has(kind) || ['person', 'household', 'key_person'].includes(kind) });
    return toBase64(new Uint8Array(await picture.arrayBuffer()));
  };
}

function toBase64(bytes: Uint8Array): string {
  const step = 0x8000; // String.fromCharCode takes only so many arguments
  let text = '';
  for (let at = 0; at < bytes.length; at += step) text += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(text);
}
