/** Opens the system's Chromium for tests, benchmarks and pictures. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { BROWSERS } from './packages.ts';

/** Draws with the processor, so that it is the same with and without a graphics card, and asks nothing of the network by itself. */
const ARGUMENTS = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Starts a Chromium without a window; the caller closes it.
 * @throws Error with the command that installs one
 */
export function launchBrowser(): Promise<Browser> {
  const executablePath = BROWSERS.find((file) => existsSync(file));
  if (!executablePath) throw new Error('There is no Chromium on this machine; install it with: sudo apt-get install -y chromium fonts-noto-cjk');
  return chromium.launch({ executablePath, args: ARGUMENTS });
}
