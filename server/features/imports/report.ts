/** What an import says at its end. Pure. */
import type { Counts } from './queries.ts';

export interface FileReport extends Counts {
  name: string;
  recognisedAs: string[];
  /** Pieces that became part of another row. */
  joined: number;
  /** Rows that hold nothing we keep, or only a name or address for another. */
  unused: number;
  notes: string[];
}
export interface ImportReport {
  files: FileReport[];
  total: Counts;
  /** Rows of an earlier import that these files no longer have; they stay. */
  missing: number;
  /** Regions that were made or found for the ground, a line for each level: "region 900101 上海·陆家嘴", "16 counties: …". */
  regions: string[];
  rejectsPath: string | null;
  isDryRun: boolean;
  seconds: number;
}

export function addUp(files: Counts[]): Counts {
  const sum = (key: keyof Counts) => files.reduce((total, file) => total + file[key], 0);
  return { read: sum('read'), written: sum('written'), unchanged: sum('unchanged'), rejected: sum('rejected') };
}

/** 0 all written or unchanged, 3 some rejected, 1 nothing could be. */
export function exitCodeOf({ total }: ImportReport): 0 | 1 | 3 {
  if (total.rejected === 0) return 0;
  return total.written + total.unchanged > 0 ? 3 : 1;
}

const n = (value: number) => value.toLocaleString('en-US');

/** The first entries of a list, and how many more there are. */
export function shorten(entries: string[], most: number): string {
  const more = entries.length - most;
  return more > 0 ? `${entries.slice(0, most).join(', ')} …and ${n(more)} more` : entries.join(', ');
}

export function describeReport(report: ImportReport): string[] {
  const lines = report.files.flatMap((file) => [
    `${file.name}${file.recognisedAs.length > 0 ? ` (${[...new Set(file.recognisedAs)].join(', ')})` : ''}`,
    `    ${countsOf(file)}${file.joined > 0 ? `, ${n(file.joined)} pieces joined` : ''}${file.unused > 0 ? `, ${n(file.unused)} not used` : ''}`,
    ...[...new Set(file.notes)].map((note) => `    ${note}`),
  ]);
  if (report.files.length > 1) lines.push(`all ${report.files.length} files`, `    ${countsOf(report.total)}`);
  lines.push(...report.regions);
  if (report.missing > 0) lines.push(`not in this file: ${n(report.missing)} of an earlier import; kept`);
  if (report.total.written === 0 && report.total.unchanged > 0) lines.push('nothing has changed');
  if (report.rejectsPath !== null) lines.push(`rejected rows with reasons: ${report.rejectsPath}`);
  const rate = Math.round(report.total.read / Math.max(report.seconds, 0.001));
  lines.push(`${report.isDryRun ? 'dry run, nothing written; ' : ''}${report.seconds.toFixed(1)} s, ${n(rate)} rows/s`);
  return lines;
}

const countsOf = (counts: Counts) => `${n(counts.read)} read, ${n(counts.written)} written, ${n(counts.unchanged)} unchanged, ${n(counts.rejected)} rejected`;
