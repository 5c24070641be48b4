import { create } from 'zustand';
import { getHealth } from '#contract/platform.ts';
import { ApiError, call } from './api-call.ts';

interface Connection {
  isOnline: boolean;
  /** Counts up each time the connection comes back, so that those who wait can ask again. */
  recoveries: number;
}
const PROBE_MS = 3000;

export const useConnection = create<Connection>(() => ({ isOnline: true, recoveries: 0 }));
let probe: ReturnType<typeof setTimeout> | null = null;

/** Says that a call found no server; from then on the server is asked every few seconds until it answers. */
export function reportOffline(): void {
  if (!useConnection.getState().isOnline) return;
  useConnection.setState({ isOnline: false });
  probe = setTimeout(askAgain, PROBE_MS);
}

async function askAgain(): Promise<void> {
  if (probe) clearTimeout(probe);
  probe = null;
  if (await answers()) useConnection.setState((state) => ({ isOnline: true, recoveries: state.recoveries + 1 }));
  else probe = setTimeout(askAgain, PROBE_MS);
}

/** Any answer will do, also a refusal, except that the database is away. */
async function answers(): Promise<boolean> {
  try {
    await call(getHealth);
    return true;
  } catch (error) {
    return error instanceof ApiError && error.kind !== 'offline' && error.status < 500;
  }
}

/** Listens to the browser's own word about the network. */
export function watchNetwork(): void {
  window.addEventListener('offline', reportOffline);
  window.addEventListener('online', () => {
    if (!useConnection.getState().isOnline) void askAgain();
  });
}
