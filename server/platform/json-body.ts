import type { IncomingMessage, ServerResponse } from 'node:http';
import { ProblemError } from './problem.ts';

/** GeoJSON needs 7 levels; nothing that we take needs more than this. */
export const deepestJson = 32;

/** Deepest nesting of arrays and objects in a JSON text, without parsing it; brackets in strings do not count. */
export function jsonDepth(text: Uint8Array): number {
  const [quote, backslash, openArray, openObject, closeArray, closeObject] = [34, 92, 91, 123, 93, 125];
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const byte = text[at];
    if (isInString) {
      if (byte === backslash) at++;
      else if (byte === quote) isInString = false;
    } else if (byte === quote) isInString = true;
    else if (byte === openArray || byte === openObject) deepest = Math.max(deepest, ++depth);
    else if (byte === closeArray || byte === closeObject) depth--;
  }
  return deepest;
}

/** `verify` of express.json: a JSON bomb is refused before it is parsed. */
export function refuseDeepJson(_request: IncomingMessage, _response: ServerResponse, body: Buffer): void {
  if (jsonDepth(body) > deepestJson) throw new ProblemError('bad-request', `The body is nested more than ${deepestJson} levels deep.`);
}
