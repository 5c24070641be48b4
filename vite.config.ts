/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const setup = ['server/platform/test-setup.ts'];

/** The map's code is asked for by the page itself, beside the application's, instead of after it has run. */
function preloadMap(): Plugin {
  return {
    name: 'preload-map',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        const map = Object.values(bundle ?? {}).find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('/client/map/map-stage.ts'));
        if (map?.type !== 'chunk') return [];
        const styles = [...(map.viteMetadata?.importedCss ?? [])].map((file) => ({ tag: 'link', attrs: { rel: 'stylesheet', crossorigin: true, href: `/${file}` }, injectTo: 'head' as const }));
        return [{ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${map.fileName}` }, injectTo: 'head' }, ...styles];
      },
    },
  };
}

/** The client's build and development server, and the three kinds of test (see scripts/test.ts). */
export default defineConfig(({ command }) => ({
  // The tests look at the whole repository, the client's build (also one that a test makes) at its own folder.
  root: process.env.VITEST && command !== 'build' ? root : `${root}client`,
  plugins: [react(), preloadMap()],
  build: { outDir: `${root}dist/client`, emptyOutDir: true, target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 2000 },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8080' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{client,server,data,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.server.test.ts', '**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: { name: 'server', include: ['**/*.server.test.ts'], globalSetup: setup, testTimeout: 60_000, hookTimeout: 120_000 },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['**/*.browser.test.ts'],
          globalSetup: [...setup, 'scripts/build-client-for-tests.ts'],
          // One browser at a time: it draws with the processor, and two would starve each other.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
}));
