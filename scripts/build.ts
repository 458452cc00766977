// Builds the extension for both browser families and the command-line tool, into .output/.
import { build as viteBuild } from 'vite';
import { build as wxtBuild } from 'wxt';

/** What can be built. */
export const targets = ['chrome', 'firefox', 'cli'] as const;
type Target = (typeof targets)[number];

/** Builds one target; rejects with the bundler's message. */
export async function build(target: Target): Promise<void> {
  if (target !== 'cli') {
    await wxtBuild({ browser: target, mode: 'production' });
    return;
  }
  await viteBuild({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: 'cli/main.ts',
      outDir: '.output/cli',
      target: 'node20',
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'retryscope.mjs', banner: '#!/usr/bin/env node' } },
    },
    ssr: { noExternal: true },
  });
}

if (import.meta.main) {
  const wanted = process.argv.slice(2);
  for (const target of targets) {
    if (wanted.length === 0 || wanted.includes(target)) await build(target);
  }
}
