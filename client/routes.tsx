import { lazy, Suspense } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { useSession } from './features/identity/api.ts';
import { useLive } from './shared/live.ts';
import { ConsoleScreen } from './screens/console/console-screen.tsx';
import { Empty, Failure, Skeleton } from './shared/ui/states.tsx';
import { useWords } from './shared/words/words.ts';

const AdminScreen = lazy(() => import('./screens/admin/admin-screen.tsx').then((module) => ({ default: module.AdminScreen })));
const GridsScreen = lazy(() => import('./screens/grids/grids-screen.tsx').then((module) => ({ default: module.GridsScreen })));
const SignInScreen = lazy(() => import('./screens/sign-in/sign-in-screen.tsx').then((module) => ({ default: module.SignInScreen })));

/** Which screen an address shows. */
export function Routes() {
  return (
    <Suspense fallback={<Skeleton />}>
      <Switch>
        <Route path="/sign-in" component={SignInScreen} />
        <Route path="/">
          <SignedIn>
            <ConsoleScreen />
          </SignedIn>
        </Route>
        <Route path="/grids">
          <SignedIn>
            <GridsScreen />
          </SignedIn>
        </Route>
        <Route path="/admin/:page?">
          {({ page }) => (
            <SignedIn>
              <AdminScreen page={page ?? null} />
            </SignedIn>
          )}
        </Route>
        <Route component={NoSuchPage} />
      </Switch>
    </Suspense>
  );
}

/** Shows its content to somebody who is signed in; others go to the sign-in page, which brings them back here. */
function SignedIn({ children }: { children: React.ReactNode }) {
  const session = useSession();
  const [location] = useLocation();
  useLive(session.data?.user.username ?? null);
  if (session.data) return children;
  if (session.isError) return <Failure error={session.error} onRetry={() => session.refetch()} />;
  if (session.isPending) return null;
  const to = location + window.location.search;
  return <Redirect to={to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`} replace />;
}

function NoSuchPage() {
  const words = useWords();
  return (
    <main>
      <Empty title={words.states.notFoundPage}>
        <Link href="/">{words.states.toConsole}</Link>
      </Empty>
    </main>
  );
}
