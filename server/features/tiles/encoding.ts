export type Encoding = 'gzip' | 'identity';

/** How gladly a reader takes each form, from 0 (not at all) to 1. */
interface Weights {
  gzip: number;
  identity: number;
}
/** Headers that were read before: browsers send few different ones. */
const known = new Map<string, Weights>();
const mostKnown = 100;
/** Without the header anything may be sent, yet a reader that does not speak of gzip may not know it. */
const unsaid: Weights = { gzip: 0, identity: 1 };

/** Which of the two forms a reader takes rather, from its Accept-Encoding (RFC 9110 §12.5.3). */
export function chooseEncoding(header: string | undefined): Encoding {
  const { gzip, identity } = weigh(header);
  return gzip > 0 && gzip >= identity ? 'gzip' : 'identity';
}

/** Does a reader take bytes as they are? Few say that they do not. */
export function takesPlain(header: string | undefined): boolean {
  return weigh(header).identity > 0;
}

function weigh(header: string | undefined): Weights {
  if (!header) return unsaid;
  const found = known.get(header);
  if (found) return found;
  const read = readWeights(header);
  if (known.size >= mostKnown) known.clear();
  known.set(header, read);
  return read;
}

function readWeights(header: string): Weights {
  const weights = new Map(header.split(',').map(readWeight));
  return {
    gzip: weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0,
    identity: weights.get('identity') ?? (weights.get('*') === 0 ? 0 : 0.001),
  };
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
