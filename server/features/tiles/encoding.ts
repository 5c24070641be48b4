export type Encoding = 'gzip' | 'identity';

/**
 * Which of the two forms that are kept a reader takes, from its Accept-Encoding (RFC 9110 §12.5.3). Without the header
 * anything may be sent, yet a reader that does not speak of gzip may not know it: identity.
 */
export function chooseEncoding(header: string | undefined): Encoding {
  if (!header) return 'identity';
  const weights = new Map(header.split(',').map(readWeight));
  const gzip = weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0;
  const identity = weights.get('identity') ?? (weights.get('*') === 0 ? 0 : 0.001);
  return gzip > 0 && gzip >= identity ? 'gzip' : 'identity';
}

function readWeight(part: string): [string, number] {
  const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
  const quality = parameters.find((text) => text.startsWith('q='));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return [name, Number.isFinite(weight) ? weight : 0];
}

/** If-None-Match (RFC 9110 §13.1.2) against the ETag that would be sent. */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  if (header.trim() === '*') return true;
  return header.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}
