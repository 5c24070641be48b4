/** What the first map is made of. Written out: the contract that says the same brings its validator's code. */
export const firstPaths = ['/api/session', '/api/layers', '/api/map-settings'];
