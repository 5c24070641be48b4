import { Map as MapIcon } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import type { SessionInfo } from '#contract/identity.ts';
import { LanguageSwitch } from '../../features/identity/preference-menus.tsx';
import { UserMenu } from '../../features/identity/user-menu.tsx';
import { useGridsLink } from '../../shared/grids-link-store.ts';
import { Wordmark } from '../../shared/ui/wordmark.tsx';
import { emptyLink, encodeLink } from '../../shared/url-state.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './grids.module.css';

/** The name of the screen, and the way back to the console at the same place. */
export function TopBar({ session }: { session: SessionInfo }) {
  const words = useWords();
  const [, navigate] = useLocation();
  const view = useGridsLink((link) => link.view);
  const grid = useGridsLink((link) => link.grid);
  const query = encodeLink({ ...emptyLink, view, open: grid === null ? null : { type: 'grid', code: grid } });
  return (
    <header className={styles.bar}>
      <h1 className={styles.brand}>
        <Wordmark name={words.product} />
        <span>{words.borders.title}</span>
      </h1>
      <Link href={query ? `/?${query}` : '/'} className={styles.back} aria-label={words.borders.toConsole}>
        <MapIcon size={15} aria-hidden /> <span>{words.borders.toConsole}</span>
      </Link>
      <LanguageSwitch isCompact />
      <UserMenu session={session} onAdmin={() => navigate('/admin')} onSignedOut={() => navigate('/sign-in', { replace: true })} />
    </header>
  );
}
