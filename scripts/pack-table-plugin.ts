// The bundler's plug-in that ships tables made of the packs instead of the files that people edit.
import '../lib/words/english.ts';
import type { Plugin } from 'vite';
import { briefTable } from '../lib/annotate/brief-table.ts';
import { builtInPacks, genericPack } from '../lib/providers/built-in.ts';
import { tableOf } from '../lib/providers/pack-table.ts';

/** Replaces two modules by others that export the same values, but what is in one language only. */
const modules: Readonly<Record<string, () => string>> = {
  '/lib/providers/built-in.ts': () =>
    [
      `import { packsOf } from './pack-table.ts';`,
      `export const [genericPack, ...builtInPacks] =`,
      `  /* @__PURE__ */ packsOf(${JSON.stringify(tableOf([genericPack, ...builtInPacks]))});`,
    ].join('\n'),
  '/lib/annotate/brief-table.ts': () =>
    `export const briefTable = ${JSON.stringify({ ...briefTable, summaries: '' })};`,
};

/** For the builds of the extension; tests and the command line read the packs as they are. */
export function packTable(): Plugin {
  return {
    name: 'retryscope:pack-table',
    enforce: 'pre',
    transform: {
      filter: { id: /\/lib\/(?:providers\/built-in|annotate\/brief-table)\.ts$/ },
      handler(_, id) {
        const made = Object.entries(modules).find(([path]) => id.endsWith(path));
        return made ? { code: made[1](), map: null } : null;
      },
    },
  };
}
