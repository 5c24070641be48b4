/** Thrown where the browser cannot draw with WebGL. */
export class WebGlUnavailableError extends Error {
  override name = 'WebGlUnavailableError';
}

/** Runs what makes a GL map; MapLibre says only in the text of its error that there is no WebGL. */
export function needingWebGl<Result>(make: () => Result): Result {
  try {
    return make();
  } catch (cause) {
    if (cause instanceof Error && cause.message.includes('WebGL')) throw new WebGlUnavailableError('the browser cannot draw with WebGL', { cause });
    throw cause;
  }
}
