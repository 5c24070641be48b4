/**
 * Writes one paper in a thread of its own, so that the seconds it takes hold up nobody's request. Plain JavaScript,
 * because a thread starts without the loader of TypeScript.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { writePaper } = await import(workerData.writer);
await writePaper(workerData.order, (chunk) => parentPort.postMessage(chunk));
