import { ClipboardList, Lock, Map as MapIcon, ScrollText, Users } from 'lucide-react';
import type { ComponentType } from 'react';
import { Link, useLocation } from 'wouter';
import type { SessionInfo } from '#contract/identity.ts';
import { AuditPage } from '../../features/audit/audit-page.tsx';
import type { AdminRight } from '../../features/identity/admin-rights.ts';
import { UsersPage } from '../../features/identity/users-page.tsx';
import { useKnownSession } from '../../features/identity/api.ts';
import { LanguageSwitch } from '../../features/identity/preference-menus.tsx';
import { UserMenu } from '../../features/identity/user-menu.tsx';
import { SessionDialog } from '../../features/identity/session-dialog.tsx';
import { CataloguePage } from '../../features/matters/catalogue-page.tsx';
import { useDocumentPreferences } from '../../shared/theme/theme.ts';
import { TipProvider } from '../../shared/ui/icon-button.tsx';
import { Notices } from '../../shared/ui/notices.tsx';
import { Empty } from '../../shared/ui/states.tsx';
import { Wordmark } from '../../shared/ui/wordmark.tsx';
import { type Words, useWords } from '../../shared/words/words.ts';
import styles from './admin.module.css';

interface AdminPage {
  name: string;
  title: (words: Words) => string;
  icon: typeof ClipboardList;
  /** Who has it sees the page. */
  right: AdminRight;
  Page: ComponentType;
}

/** Pages of the administration: one row each. */
const pages: AdminPage[] = [
  { name: 'matters', title: (words) => words.admin.matters, icon: ClipboardList, right: 'matters.write', Page: CataloguePage },
  { name: 'users', title: (words) => words.users.title, icon: Users, right: 'users.manage', Page: UsersPage },
  { name: 'audit', title: (words) => words.audit.title, icon: ScrollText, right: 'audit.read', Page: AuditPage },
];

/** What the administrators keep: a page of its own for each, beside the map. */
export function AdminScreen({ page }: { page: string | null }) {
  const session = useKnownSession();
  const words = useWords();
  useDocumentPreferences(`${words.admin.title} · ${words.productLong}`);
  return session ? (
    <TipProvider>
      <Admin session={session} page={page} />
      <SessionDialog />
      <Notices />
    </TipProvider>
  ) : null;
}

function Admin({ session, page }: { session: SessionInfo; page: string | null }) {
  const words = useWords();
  const [, navigate] = useLocation();
  const offered = pages.filter(({ right }) => session.rights.includes(right));
  return (
    <div className={styles.screen}>
      <header className={styles.bar}>
        <h1>
          <Wordmark name={words.product} />
          <span>{words.admin.title}</span>
        </h1>
        <Link href="/" className={styles.back}>
          <MapIcon size={15} aria-hidden /> {words.admin.back}
        </Link>
        <LanguageSwitch isCompact />
        <UserMenu session={session} onSignedOut={() => navigate('/sign-in', { replace: true })} />
      </header>
      {offered.length > 0 && (
        <nav className={styles.nav} aria-label={words.admin.pages}>
          {offered.map(({ name, title, icon: Icon }, index) => (
            <Link key={name} href={`/admin/${name}`} aria-current={page === name || (page === null && index === 0) ? 'page' : undefined}>
              <Icon size={15} aria-hidden /> {title(words)}
            </Link>
          ))}
        </nav>
      )}
      <main className={styles.main}>
        <Content offered={offered} page={page} />
      </main>
    </div>
  );
}

/** The page that was asked for, the first one without a name, or why there is none. */
function Content({ offered, page }: { offered: AdminPage[]; page: string | null }) {
  const words = useWords();
  const shown = page === null ? offered[0] : offered.find(({ name }) => name === page);
  if (shown) return <shown.Page />;
  const isKnown = page === null || pages.some(({ name }) => name === page);
  return isKnown ? <Empty icon={<Lock size={22} aria-hidden />} title={offered.length > 0 ? words.admin.notYourPage : words.admin.noRight} hint={words.admin.noRightHint} /> : <Empty title={words.admin.noPage} />;
}
