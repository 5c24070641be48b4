// A worker thread does not inherit the loader of TypeScript: it registers it for itself, then does its work.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
