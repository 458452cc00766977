// How the extension is built: manifest, permissions and the bundler's few settings.
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { version } from './package.json' with { type: 'json' };
import { addBriefTables } from './scripts/brief-table.ts';
import { minifyAgain } from './scripts/minify-again-plugin.ts';
import { packTable } from './scripts/pack-table-plugin.ts';

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/i18n/module'],
  hooks: {
    // Even so, WXT 0.21 imports its own `storage` into every file that has a variable of that name, and its weight.
    'config:resolved': ({ config }) => {
      Object.assign(config.imports, { exclude: [/./] });
    },
    // Runs after that of @wxt-dev/i18n, whose files these are.
    'build:publicAssets': (_, files) => addBriefTables(files),
    // The popup shares no file with the other pages: small files compress worse, and hold what only others need.
    'entrypoints:grouped': (_, groups) => {
      for (const group of groups) {
        const at = Array.isArray(group) ? group.findIndex(({ type }) => type === 'popup') : -1;
        if (Array.isArray(group) && at >= 0 && group.length > 1) groups.push(group.splice(at, 1));
      }
    },
  },
  targetBrowsers: ['chrome', 'firefox'],
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: 'Retryscope',
    version,
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['webRequest', 'storage', 'unlimitedStorage', 'activeTab'],
    // Private windows, where a person lets the extension in at all, get a worker and a database of their own, which
    // Chromium keeps in memory. Firefox has no such thing, so there the extension stays out.
    incognito: browser === 'firefox' ? 'not_allowed' : 'split',
    // In Chromium `*` stands for http and https alone.
    optional_host_permissions: ['*://*/*', 'ws://*/*', 'wss://*/*'],
    action: { default_title: '__MSG_extension_look__' },
    omnibox: { keyword: 'rs' },
    content_security_policy: {
      // This machine alone, for the collector that a person may have traces pushed to.
      extension_pages:
        "script-src 'self'; object-src 'none'; connect-src http://127.0.0.1:* http://localhost:*",
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'retryscope@retryscope.dev',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '120' }),
  }),
  vite: () => ({
    plugins: [preact(), packTable(), minifyAgain()],
    build: {
      sourcemap: false,
      target: 'es2023',
      // A page names all files that it begins with: else each is found only when the one before has been read. What is
      // loaded later is on this machine's disk, and would cost more bytes than it saves time.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_, files, { hostType }) => (hostType === 'html' ? files : []),
      },
    },
  }),
});
