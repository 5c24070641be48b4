import { QueryClientProvider } from '@tanstack/react-query';
import { Tooltip } from 'radix-ui';
import { createRoot } from 'react-dom/client';
import { Routes } from './routes.tsx';
import { watchNetwork } from './shared/connection.ts';
import { createQueryClient } from './shared/query-client.ts';
import { applyPreferencesEarly } from './shared/theme/theme.ts';
import { CrashScreen } from './shared/ui/crash-screen.tsx';
import './shared/theme/base.css';

applyPreferencesEarly();
watchNetwork();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <CrashScreen>
    <QueryClientProvider client={createQueryClient()}>
      <Tooltip.Provider delayDuration={350} skipDelayDuration={200}>
        <Routes />
      </Tooltip.Provider>
    </QueryClientProvider>
  </CrashScreen>,
);
