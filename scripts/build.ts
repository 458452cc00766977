// Builds the extension for both browser families and the command-line tool, into .output/.
import fs from 'node:fs';
import path from 'node:path';
import { build as viteBuild } from 'vite';
import { build as wxtBuild } from 'wxt';

/** What can be built. */
export const targets = ['chrome', 'firefox', 'cli'] as const;
type Target = (typeof targets)[number];

/** The command line is one file, which its workers run as well. */
const program = '.output/cli/retryscope.mjs';

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
      outDir: path.dirname(program),
      target: 'node20',
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: path.basename(program), banner: '#!/usr/bin/env node' } },
    },
    ssr: { noExternal: true },
  });
  fs.chmodSync(program, 0o755);
}

if (import.meta.main) {
  const wanted = process.argv.slice(2);
  for (const target of targets) {
    if (wanted.length === 0 || wanted.includes(target)) await build(target);
  }
}
