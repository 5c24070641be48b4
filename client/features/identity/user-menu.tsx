import { ChevronDown, LogOut, Settings2 } from 'lucide-react';
import type { SessionInfo } from '#contract/identity.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Menu, MenuItem, MenuLine } from '../../shared/ui/menu.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import { adminRights } from './admin-rights.ts';
import { useSignOut } from './api.ts';
import { ThemeChoices } from './preference-menus.tsx';
import styles from './user-menu.module.css';

/** Who is signed in, as which role, for which place; appearance and the way out. */
export function UserMenu({ session, onSignedOut, onAdmin }: { session: SessionInfo; onSignedOut: () => void; onAdmin?: () => void }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const signOut = useSignOut();
  const roles = session.roles.map((role) => wordFor(words.roles, role)).join(language === 'zh' ? '、' : ', ');
  const place = session.jurisdiction.code === '' ? words.session.everywhere : session.jurisdiction.name;
  return (
    <Menu
      trigger={
        <button type="button" className={styles.trigger}>
          <span className="visually-hidden">{words.session.account}</span>
          <span className={styles.face} aria-hidden="true">
            {session.user.displayName.slice(0, 1)}
          </span>
          <span className={styles.text}>
            <b>{session.user.displayName}</b>
            <small>
              {roles} · {place}
            </small>
          </span>
          <ChevronDown size={14} aria-hidden />
        </button>
      }
    >
      <dl className={styles.facts}>
        <dt>{words.session.account}</dt>
        <dd>{session.user.username}</dd>
        <dt>{words.session.role}</dt>
        <dd>{roles}</dd>
        <dt>{words.session.jurisdiction}</dt>
        <dd>
          {place} {session.jurisdiction.code}
        </dd>
      </dl>
      <p className={styles.until}>{words.session.validUntil(formatMoment(session.expiresAt, language))}</p>
      <MenuLine />
      <ThemeChoices />
      <MenuLine />
      {onAdmin && adminRights.some((right) => session.rights.includes(right)) && (
        <MenuItem icon={<Settings2 size={14} aria-hidden />} onSelect={onAdmin}>
          {words.admin.title}
        </MenuItem>
      )}
      <MenuItem icon={<LogOut size={14} aria-hidden />} onSelect={() => signOut.mutate(undefined, { onSuccess: onSignedOut, onError: () => notify(words.session.signOutFailed, 'warn') })}>
        {words.session.signOut}
      </MenuItem>
    </Menu>
  );
}
