/** Runs GDAL's programs as child processes. */
import { spawn } from 'node:child_process';

export interface GdalResult {
  code: number;
  stdout: string;
  stderr: string;
}
/** The program is not on this machine; the message says how to get it. */
export class GdalMissingError extends Error {
  override name = 'GdalMissingError';
  constructor(program: string, cause: unknown) {
    super(`${program} is not installed; install it with: sudo apt-get install -y gdal-bin`, { cause });
  }
}
/** Drivers that would follow what a file says to other files or to the network: a data file has no business there. */
const UNWANTED_DRIVERS = 'VRT,OGR_VRT,HTTP,WFS,OAPIF,OGCAPI,EEDA,CSW,Elasticsearch,Carto,AmigoCloud,PLSCENES,NGW,GMLAS,MSSQLSpatial,MySQL,ODBC,OGR_OGDI,Interlis 1,Interlis 2';
const KEPT_OUTPUT = 200_000;

/**
 * Runs a program of GDAL's; its arguments never pass a shell.
 * @throws GdalMissingError where the program is not installed; the signal's reason when aborted
 */
export function runGdal(program: 'ogr2ogr' | 'ogrinfo', args: string[], env: Record<string, string>, signal: AbortSignal): Promise<GdalResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/nonexistent', LC_ALL: 'C.UTF-8', GDAL_SKIP: UNWANTED_DRIVERS, CPL_DEBUG: 'OFF', ...env },
    });
    const result: GdalResult = { code: 0, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => { if (result.stdout.length < KEPT_OUTPUT) result.stdout += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { if (result.stderr.length < KEPT_OUTPUT) result.stderr += text; });
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? new GdalMissingError(program, error) : error);
    });
    child.on('close', (code) => resolve({ ...result, code: code ?? 1 }));
  });
}
