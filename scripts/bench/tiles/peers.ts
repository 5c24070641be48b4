/** Other servers of tiles to measure against, started for the benchmark on loopback and stopped with it. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface Peer {
  port: number;
  stop(): void;
}

/** Is every one of these programs installed? */
export function areInstalled(programs: string[]): boolean {
  return programs.every((program) => spawnSync('which', [program], { env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/lib/cgi-bin` } }).status === 0);
}

/** nginx that serves pre-compressed files: the most that one can reach here. `files` are gzip bytes by path. */
export async function startNginx(files: Map<string, Buffer>): Promise<Peer> {
  const folder = makeFolder('nginx');
  for (const [name, bytes] of files) {
    const file = path.join(folder, 'files', `${name}.gz`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return startWithNginx(folder, 'location / { root files; gzip_static always; gunzip off; open_file_cache max=10000; add_header Cache-Control "private, max-age=31536000, immutable"; }', () => undefined);
}

/** MapServer over FastCGI behind nginx, two processes, drawing vector tiles of one layer from the same tables. */
export async function startMapServer(adminUrl: string, data: string, fields: string[]): Promise<Peer> {
  const folder = makeFolder('mapserver');
  const url = new URL(adminUrl);
  const connection = `host=${url.searchParams.get('host')} user=${url.username} password=${decodeURIComponent(url.password)} dbname=${url.pathname.slice(1)}`;
  const mapFile = path.join(folder, 'tiles.map');
  writeFileSync(mapFile, describeMap(connection, data, fields), { mode: 0o600 });
  const socket = path.join(folder, 'mapserver.sock');
  // A group of its own: mapserv heeds SIGTERM only with its next request, and its processes would outlive the benchmark.
  const backend = spawn('spawn-fcgi', ['-n', '-s', socket, '-F', '2', '--', '/usr/bin/mapserv'], { env: { ...process.env, MAPSERVER_CONFIG_FILE: writeMapServerConfig(folder) }, stdio: 'ignore', detached: true });
  const endBackend = () => {
    if (backend.pid !== undefined && backend.exitCode === null) process.kill(-backend.pid, 'SIGKILL');
  };
  return startWithNginx(folder, `location / { include /etc/nginx/fastcgi_params; fastcgi_param MS_MAPFILE ${mapFile}; fastcgi_pass unix:${socket}; }`, endBackend);
}

function describeMap(connection: string, data: string, fields: string[]): string {
  return `MAP NAME "tiles" SIZE 256 256 EXTENT -20037508 -20037508 20037508 20037508 MAXSIZE 4096
  PROJECTION "init=epsg:3857" END
  OUTPUTFORMAT NAME "mvt" DRIVER "MVT" EXTENSION "pbf" IMAGEMODE FEATURE FORMATOPTION "EXTENT=4096" FORMATOPTION "EDGE_BUFFER=4" END
  WEB METADATA "ows_enable_request" "*" END END
  LAYER NAME "layer" TYPE POLYGON STATUS ON CONNECTIONTYPE POSTGIS CONNECTION "${connection}" PROCESSING "CLOSE_CONNECTION=DEFER"
    DATA "${data}"
    PROJECTION "init=epsg:3857" END
    METADATA "gml_include_items" "${fields.join(',')}" "gml_types" "auto" END
    CLASS STYLE COLOR 0 0 0 END END
  END
END
`;
}

function writeMapServerConfig(folder: string): string {
  const file = path.join(folder, 'mapserver.conf');
  writeFileSync(file, 'CONFIG ENV MS_MAP_PATTERN "." END MAPS END END\n');
  return file;
}

function makeFolder(name: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), `getu-bench-${name}-`));
  chmodSync(folder, 0o755);
  mkdirSync(path.join(folder, 'files'));
  return folder;
}

async function startWithNginx(folder: string, location: string, endBackend: () => void): Promise<Peer> {
  const port = await freePort();
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  writeFileSync(
    path.join(folder, 'nginx.conf'),
    `${user} worker_processes 1; pid nginx.pid; error_log error.log; daemon off; events { worker_connections 256; }
     http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; types { application/vnd.mapbox-vector-tile mvt; }
       client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
       server { listen 127.0.0.1:${port}; ${location} } }`,
  );
  const nginx = spawn('nginx', ['-p', folder, '-c', 'nginx.conf'], { stdio: 'ignore', env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
  const stop = () => {
    nginx.kill();
    endBackend();
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await answers(port))) {
    stop();
    throw new Error('nginx does not start');
  }
  return { port, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function answers(port: number): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
