import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Strict headers: the page loads from this site alone, and from the base maps that the deployment configured.
 * @param baseMaps JSON list of base maps, see the configuration
 */
export function setSecurityHeaders(baseMaps: string): RequestHandler {
  const bases = baseMapSources(baseMaps);
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        scriptSrc: ["'self'"],
        // The one inline style that there is: an open dialog locks the scrolling of the page behind it (react-remove-scroll
        // under Radix). By its hash, so that no other gets in; another version of it would be refused and nothing lost.
        styleSrc: ["'self'", "'sha256-nzTgYzXYDNe6BAHiiI7NNlfK8n/auuOAhh2t92YvuXo='"],
        // The map draws in a worker made from a blob, and its sprites and canvases are blobs and data.
        workerSrc: ["'self'", 'blob:'],
        imgSrc: ["'self'", 'data:', 'blob:', ...bases],
        connectSrc: ["'self'", 'blob:', 'data:', ...bases],
      },
    },
    crossOriginEmbedderPolicy: false,
    // A browser heeds it over TLS only; an intranet without TLS is not cut off.
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}

/** Hosts of the configured base maps as sources of a content security policy; `{s}` stands for any subdomain. */
export function baseMapSources(baseMaps: string): string[] {
  const addresses = baseMaps.match(/https?:\/\/[^/"\s]+/g) ?? [];
  const tianditu = /"tianditu"/.test(baseMaps) ? ['https://*.tianditu.gov.cn'] : [];
  const hosts = addresses.map((address) => address.replace(/\{[^}]*\}[^.]*/, '*')).filter((source) => /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d+)?$/i.test(source));
  return [...new Set([...hosts, ...tianditu])];
}
