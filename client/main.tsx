import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { sessionQuery } from './features/identity/api.ts';
import { layersQuery, mapSettingsQuery } from './features/layers/api.ts';
import { Routes } from './routes.tsx';
import { watchNetwork } from './shared/connection.ts';
import { createQueryClient } from './shared/query-client.ts';
import { applyPreferencesEarly } from './shared/theme/theme.ts';
import { CrashScreen } from './shared/ui/crash-screen.tsx';
import './shared/theme/base.css';

applyPreferencesEarly();
watchNetwork();
const queries = createQueryClient();
// What the first map needs is asked for at once, not one after the other as components come to it.
if (location.pathname === '/') {
  void queries.prefetchQuery({ ...sessionQuery, retry: false });
  void queries.prefetchQuery({ ...layersQuery, retry: false });
  void queries.prefetchQuery({ ...mapSettingsQuery, retry: false });
}
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <CrashScreen>
    <QueryClientProvider client={queries}>
      <Routes />
    </QueryClientProvider>
  </CrashScreen>,
);
