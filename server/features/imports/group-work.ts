/** What the steps that write one source share. */
import type { ImportOptions } from './options.ts';
import type { PreparedLayer } from './prepare-layer.ts';
import type { RejectsFile } from './rejects.ts';
import type { FileReport } from './report.ts';
import type { ImportSurroundings } from './surroundings.ts';

export interface GroupWork {
  options: ImportOptions;
  around: ImportSurroundings;
  schema: string;
  reports: FileReport[];
  rejects: RejectsFile;
  /** `stale`: counties that were written and whose counts and search documents are not up to date yet */
  summary: { missing: number; counties: Set<string>; stale: Set<string>; regions: string[] };
}

export function reportOf(layers: PreparedLayer[], reports: FileReport[], layerNumber: number): FileReport | undefined {
  const layer = layers.find((candidate) => candidate.layerNumber === layerNumber);
  return layer && reports[layer.fileNumber];
}
