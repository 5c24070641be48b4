/** Thrown where the browser cannot draw with WebGL 2. */
export class WebGlUnavailableError extends Error {
  override name = 'WebGlUnavailableError';
}

export function hasWebGl2(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
