// The bundler's plug-in that ships a table made of the packs instead of the files that people edit.
import type { Plugin } from 'vite';
import { builtInPacks, genericPack } from '../lib/providers/built-in.ts';
import { tableOf } from '../lib/providers/pack-table.ts';

/** For the builds of the extension; tests and the command line read the packs as they are. */
export function packTable(): Plugin {
  return {
    name: 'retryscope:pack-table',
    enforce: 'pre',
    transform: {
      filter: { id: /\/lib\/providers\/built-in\.ts$/ },
      // The very same values.
      handler: () => ({
        code: [
          `import { packsOf } from './pack-table.ts';`,
          `export const [genericPack, ...builtInPacks] =`,
          `  /* @__PURE__ */ packsOf(${JSON.stringify(tableOf([genericPack, ...builtInPacks]))});`,
        ].join('\n'),
        map: null,
      }),
    },
  };
}
