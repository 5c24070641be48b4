import { Keyboard, PencilRuler } from 'lucide-react';
import type { Ref } from 'react';
import { useLocation } from 'wouter';
import type { SessionInfo } from '#contract/identity.ts';
import { LanguageSwitch } from '../../features/identity/preference-menus.tsx';
import { UserMenu } from '../../features/identity/user-menu.tsx';
import { TasksButton } from '../../features/missions/tasks-button.tsx';
import type { FoundItem } from '../../features/search/api.ts';
import { SearchBox, type SearchBoxHandle } from '../../features/search/search-box.tsx';
import { boundsOf, spotOf, spotOnLine } from '../../shared/geometry.ts';
import { emptyGridsLink, encodeGridsLink } from '../../shared/grids-link.ts';
import { gridsPath } from '../../shared/grids-link-store.ts';
import { changeLink, currentLink, openCard, openMatter } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { Wordmark } from '../../shared/ui/wordmark.tsx';
import { type OpenCard, round } from '../../shared/url-state.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './console.module.css';
import { goToFound } from './stage-store.ts';

interface TopBarProps {
  session: SessionInfo;
  searchBox: Ref<SearchBoxHandle>;
  onHelp: () => void;
}

export function TopBar({ session, searchBox, onHelp }: TopBarProps) {
  const words = useWords();
  const [, navigate] = useLocation();
  return (
    <header className={styles.bar}>
      <h1 className={styles.brand}>
        <Wordmark name={words.product} />
      </h1>
      <div>
        <SearchBox ref={searchBox} onChoose={openFound} />
      </div>
      <div className={styles.barEnd}>
        {session.rights.includes('borders.read') && (
          <IconButton label={words.borders.open} onClick={() => navigate(gridsAddress())}>
            <PencilRuler size={16} aria-hidden />
          </IconButton>
        )}
        <TasksButton onOpen={openTasks} />
        <IconButton label={words.tools.help} shortcut="?" onClick={onHelp} className={styles.help}>
          <Keyboard size={16} aria-hidden />
        </IconButton>
        <LanguageSwitch isCompact />
        <UserMenu session={session} onAdmin={() => navigate('/admin')} onSignedOut={() => navigate('/sign-in', { replace: true })} />
      </div>
    </header>
  );
}

/** The grid administrator's screen at the place that is in view. */
function gridsAddress(): string {
  const { view, open } = currentLink();
  const query = encodeGridsLink({ ...emptyGridsLink, view, grid: open?.type === 'grid' ? open.code : null });
  return query ? `${gridsPath}?${query}` : gridsPath;
}

function openTasks(): void {
  usePreferences.getState().setLeftOpen(true);
  changeLink({ panel: 'tasks' }, 'push');
}

/** Opens what was found. A street opens as a place on it, where the ground along it can be taken; an estate or a school as a place of its name. */
function openFound(item: FoundItem): void {
  const bounds = boundsOf(item.geometry);
  const spot = item.kind === 'street' ? spotOnLine(item.geometry) : null;
  if (item.kind === 'matter') openMatter(item.code);
  else if (spot) changeLink({ open: { type: 'place', position: [round(spot[0], 6), round(spot[1], 6)] } }, 'push');
  else if (item.kind === 'estate') openNamedGround(item);
  else if (item.kind !== 'street') openCard(cardOf(item), bounds ? 'if-hidden' : 'always');
  if (bounds) goToFound(item.kind, bounds);
}

function openNamedGround({ name, geometry }: FoundItem): void {
  const middle = spotOf(geometry);
  if (middle) changeLink({ open: { type: 'place', position: [round(middle[0], 6), round(middle[1], 6)], name } }, 'push');
}

function cardOf({ kind, code }: FoundItem): OpenCard {
  return { type: kind === 'region' || kind === 'grid' ? kind : 'element', code };
}
