/** Who may import whom (the picture is in README.md). Checked by `npm run check` and `npm test`. */

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid('no-circle', 'Two files that need each other are one file, or lack a third.', {}, { circular: true }),
    forbid('no-unresolvable', 'An import must lead somewhere.', {}, { couldNotResolve: true, pathNot: '\\?(worker|url|raw|inline)$' }),
    forbid('server-stays-out-of-client', 'Server and client share the contract alone.', { path: '^server/' }, { path: '^client/' }),
    forbid('client-sees-the-contract-only', 'The contract is the one server folder that the client may import.', { path: '^client/', pathNot: '\\.(browser|server)\\.test\\.ts$' }, { path: '^server/', pathNot: '^server/contract/' }),
    forbid('contract-is-data', 'The contract imports zod and itself.', { path: '^server/contract/', pathNot: ['\\.test\\.ts$', '/test-[a-z-]+\\.ts$'] }, { pathNot: ['^server/contract/', '(^|/)node_modules/zod/'] }),
    forbid('platform-knows-no-feature', 'platform/ serves every feature and knows none.', { path: '^server/platform/', pathNot: '\\.test\\.ts$' }, { path: '^server/(features|app|main)' }),
    forbid('server-features-meet-in-sql', 'A server feature never imports another.', { path: '^server/features/([^/]+)/', pathNot: '\\.test\\.ts$' }, { path: '^server/features/', pathNot: '^server/features/$1/' }),
    forbid('client-features-meet-in-screens', 'A client feature never imports another.', { path: '^client/features/([^/]+)/', pathNot: '\\.test\\.tsx?$' }, { path: '^client/features/', pathNot: '^client/features/$1/' }),
    forbid('features-know-no-screen', 'Screens compose features, not the other way round.', { path: '^client/features/' }, { path: '^client/(screens|routes|app|main)' }),
    forbid('screens-stand-alone', 'A screen never imports another.', { path: '^client/screens/([^/]+)/' }, { path: '^client/screens/', pathNot: '^client/screens/$1/' }),
    forbid('map-and-shared-are-below-features', 'map/ and shared/ are used by features and screens.', { path: '^client/(map|shared)/' }, { path: '^client/(features|screens)/' }),
    forbid('shared-knows-no-map', 'What is shared draws no map.', { path: '^client/shared/' }, { path: '^client/map/' }),
    forbid(
      'database-driver-in-queries-only',
      'Only platform/ and queries files talk to the database.',
      { path: '^server/', pathNot: ['^server/platform/', '/[a-z-]*queries\\.ts$', '\\.test\\.ts$'] },
      { path: '(^|/)node_modules/(pg|pg-copy-streams|knex|knex-postgis)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'map-libraries-in-map-only',
      'Only map/ and layers.ts of a feature speak to MapLibre or deck.gl.',
      { path: '^client/', pathNot: ['^client/map/', '/layers\\.tsx?$'] },
      { path: '(^|/)node_modules/(maplibre-gl|@deck\\.gl/)', dependencyTypesNot: ['type-only'] },
    ),
    forbid('nothing-imports-scripts', 'Scripts are entries, not a library.', { path: '^(client|server)/', pathNot: '\\.test\\.ts$' }, { path: '^scripts/' }),
    forbid('development-packages-stay-out', 'What runs in production comes from dependencies.', { path: '^(client|server)/', pathNot: ['\\.test\\.tsx?$', '/test-[a-z-]+\\.ts$'] }, { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|var)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.d.ts', '.json'] },
  },
};
