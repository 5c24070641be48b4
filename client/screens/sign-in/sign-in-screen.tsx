import { useEffect } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useSession } from '../../features/identity/api.ts';
import { LanguageSwitch, ThemeMenu } from '../../features/identity/preference-menus.tsx';
import { SignInForm } from '../../features/identity/sign-in-form.tsx';
import { useDocumentPreferences } from '../../shared/theme/theme.ts';
import { TipProvider } from '../../shared/ui/icon-button.tsx';
import { Notices } from '../../shared/ui/notices.tsx';
import { Wordmark } from '../../shared/ui/wordmark.tsx';
import { useWords } from '../../shared/words/words.ts';
import { TownPicture } from './town-picture.tsx';
import styles from './sign-in-screen.module.css';

/** Sign-in; afterwards the link that was asked for (`?to=`) opens. */
export function SignInScreen() {
  const words = useWords();
  const [, navigate] = useLocation();
  const [search] = useSearchParams();
  const target = safeTarget(search.get('to'));
  const { data: session } = useSession();
  useDocumentPreferences(`${words.signIn.title} · ${words.productLong}`);
  useEffect(() => {
    if (session) navigate(target, { replace: true });
  }, [session, target, navigate]);
  return (
    <TipProvider>
    <div className={styles.page}>
      <div className={styles.picture} aria-hidden="true">
        <TownPicture />
      </div>
      <main className={styles.side}>
        <div className={styles.box}>
          <h1 className={styles.title}>
            <Wordmark name={words.product} size={34} />
            <span>{words.productLong.split('·')[1]?.trim()}</span>
          </h1>
          <p className={styles.lead}>{words.signIn.lead}</p>
          <SignInForm onSignedIn={() => navigate(target, { replace: true })} />
          {target !== '/' && <p className={styles.hint}>{words.signIn.linkKept}</p>}
        </div>
        <footer className={styles.foot}>
          <span>{words.signIn.notice}</span>
          <span className={styles.switches}>
            <ThemeMenu />
            <LanguageSwitch />
          </span>
        </footer>
      </main>
      <Notices />
    </div>
    </TipProvider>
  );
}

/** Only a path of this very site: `//elsewhere`, `https:` and the like lead to the map. */
export function safeTarget(to: string | null): string {
  if (!to?.startsWith('/') || to.startsWith('//') || to.startsWith('/\\') || to.startsWith('/sign-in')) return '/';
  const address = new URL(to, location.origin);
  return address.origin === location.origin ? address.pathname + address.search : '/';
}
