// The import rules of the house: which folder may import which. Each rule says why in its comment.

const DOMAIN = 'http|retry|providers|annotate|capture|session|timeline|transfer|messaging';

/** `folder` in lib may import only itself, what is said to people, and the folders named. */
const only = (folder, allowed, comment) => ({
  name: `lib-${folder}-imports`,
  severity: 'error',
  comment,
  from: { path: `^lib/${folder}/` },
  to: {
    path: '^(lib|components|entrypoints|cli|scripts|tests)/',
    pathNot: `^lib/(${[folder, 'words', ...allowed].join('|')})/`,
  },
});

export default {
  forbidden: [
    only('words', [], 'Sentences know nothing of what they are about.'),
    only('http', [], 'HTTP knows nothing of retries or providers.'),
    only('retry', ['http'], 'Retry semantics build on HTTP alone.'),
    only('capture', ['http'], 'Capture makes exchanges; what they mean is said elsewhere.'),
    only('providers', ['http', 'retry'], 'A pack is data about statuses and policies.'),
    only('annotate', ['http', 'retry', 'providers'], 'Annotations join a response with a rule.'),
    only(
      'session',
      ['http', 'retry', 'capture', 'providers', 'annotate'],
      'A session is exchanges in order. Rows are annotated when read, not when logged, so it sees the catalogue.',
    ),
    only('timeline', ['http', 'retry', 'annotate', 'session'], 'Geometry of what the session holds.'),
    only('transfer', ['http', 'retry', 'annotate', 'session'], 'Files in and out.'),
    only(
      'messaging',
      ['http', 'retry', 'capture', 'annotate', 'session'],
      'The protocol carries domain types; transport is elsewhere.',
    ),
    {
      name: 'stores-imports',
      severity: 'error',
      comment: 'Stores hold the domain in signals; they never reach the browser or the view.',
      from: { path: '^lib/stores/' },
      to: { path: '^(lib/platform|components|entrypoints|cli|scripts|tests)/' },
    },
    {
      name: 'components-imports',
      severity: 'error',
      comment: 'The view takes values and signals and gives callbacks: no browser, no messages, no storage.',
      from: { path: '^components/' },
      to: { path: '^(lib/(platform|messaging|capture|transfer|providers)|entrypoints|cli|scripts|tests)/' },
    },
    {
      name: 'platform-imports',
      severity: 'error',
      comment: 'The platform implements what the domain and messaging declare.',
      from: { path: '^lib/platform/' },
      to: { path: '^(lib/(stores|annotate|timeline)|components|entrypoints|cli|scripts|tests)/' },
    },
    {
      name: 'browser-only-in-platform',
      severity: 'error',
      comment: 'One folder speaks to the browser, so that the rest runs and is tested anywhere.',
      from: { path: '^(lib|components|cli)/', pathNot: '^lib/platform/' },
      to: { path: 'node_modules/(webextension-polyfill|wxt|@wxt-dev|idb)/' },
    },
    {
      name: 'domain-knows-no-view',
      severity: 'error',
      comment: 'Domain code runs without a page, also by way of others.',
      from: { path: `^lib/(${DOMAIN})/` },
      to: { path: 'node_modules/(preact|@preact|webextension-polyfill|wxt|idb)/', reachable: true },
    },
    {
      name: 'nobody-imports-entrypoints',
      severity: 'error',
      comment: 'Entry points are wiring. Reports and help of the command line are tested by themselves.',
      from: { pathNot: '^(entrypoints/|cli/|tests/(unit|e2e)/cli)' },
      to: { path: '^(entrypoints|cli)/' },
    },
    {
      name: 'product-knows-no-tests',
      severity: 'error',
      comment: 'What ships does not depend on tests or scripts.',
      from: { path: '^(lib|components|entrypoints|cli)/' },
      to: { path: '^(tests|scripts)/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'A circle has no first file to read.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-lost-imports',
      severity: 'error',
      comment: 'Every import resolves.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    includeOnly: '^(lib|components|entrypoints|cli|scripts|tests|node_modules)/',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^tests/lab/page\\.' },
    // TypeScript 7 has no JavaScript API that depcruise could use; swc reads types-only imports as well.
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'] },
  },
};
