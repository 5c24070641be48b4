import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { Routes } from './routes.tsx';
import { CrashScreen } from './shared/ui/crash-screen.tsx';

/** Draws the screen that the address names. */
export function drawApp(queries: QueryClient): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(
    <CrashScreen>
      <QueryClientProvider client={queries}>
        <Routes />
      </QueryClientProvider>
    </CrashScreen>,
  );
}
