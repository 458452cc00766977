// How the extension is built: manifest, permissions and the bundler's few settings.
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { version } from './package.json' with { type: 'json' };

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  targetBrowsers: ['chrome', 'firefox'],
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: 'Retryscope',
    version,
    description: 'What this response means at this provider, and when to send the request again.',
    permissions: ['webRequest', 'storage', 'unlimitedStorage', 'activeTab'],
    // Private windows are never recorded: the browser keeps the extension out of them.
    incognito: 'not_allowed',
    optional_host_permissions: ['*://*/*'],
    action: { default_title: 'Retryscope: look a status up' },
    content_security_policy: {
      extension_pages: "script-src 'self'; object-src 'none'; connect-src 'none'",
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
    plugins: [preact()],
    build: { sourcemap: false, target: 'es2023' },
  }),
});
