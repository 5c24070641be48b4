/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const setup = ['server/platform/test-setup.ts'];

/** What the first map needs: the page itself asks for it, beside the first script, instead of one after the other has run. */
const firstNeeded = ['/client/start.ts', '/client/map/map-stage.ts', '/client/app.tsx'];
function preloadFirst(): Plugin {
  return {
    name: 'preload-first',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const withImports = (names: string[]): typeof chunks =>
          chunks.filter((chunk) => names.includes(chunk.fileName)).flatMap((chunk) => [chunk, ...withImports(chunk.imports)]);
        const needed = firstNeeded.flatMap((source) => withImports(chunks.filter((chunk) => chunk.facadeModuleId?.endsWith(source)).map((chunk) => chunk.fileName)));
        const scripts = needed.map((chunk) => ({ rel: 'modulepreload', href: `/${chunk.fileName}` }));
        const styles = needed.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]).map((file) => ({ rel: 'stylesheet', href: `/${file}` }));
        const links = new Map([...scripts, ...styles].map((link) => [link.href, link]));
        return [...links.values()].filter(({ href }) => !html.includes(href)).map((link) => ({ tag: 'link', attrs: { ...link, crossorigin: true }, injectTo: 'head' as const }));
      },
    },
  };
}

/**
 * The client's build and development server, and the three kinds of test (see scripts/test.ts). Files of unit and server
 * tests share the modules of their worker: reading these anew for each file took longer than the tests themselves.
 */
export default defineConfig(({ command }) => ({
  // The tests look at the whole repository, the client's build (also one that a test makes) at its own folder.
  root: process.env.VITEST && command !== 'build' ? root : `${root}client`,
  plugins: [react(), preloadFirst()],
  build: { outDir: `${root}dist/client`, emptyOutDir: true, target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 2000 },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8080' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          isolate: false,
          // Properties over random values: on a machine that is busy, seconds become many.
          testTimeout: 60_000,
          include: ['{client,server,data,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.server.test.ts', '**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: { name: 'server', isolate: false, include: ['**/*.server.test.ts'], globalSetup: setup, testTimeout: 60_000, hookTimeout: 120_000 },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['**/*.browser.test.ts'],
          globalSetup: [...setup, 'scripts/seed-town-for-tests.ts', 'scripts/build-client-for-tests.ts'],
          // Each browser draws with the processor: while one waits for an answer the other draws, and a third would starve them.
          maxWorkers: 2,
          // On a machine that does much else a browser comes too late now and then; who comes too late twice is wrong.
          retry: 1,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // What a page is about to show has the time that a locator has; a second is too short for a machine that is busy.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
}));
