import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { createExportRun } from '../../../components/inspector/export-run.ts';
import { builtInPacks, genericPack } from '../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../lib/providers/catalogue.ts';
import type { ExportJob, ExportTools } from '../../../lib/stores/session-export.ts';
import { until } from '../../e2e/driver/until.ts';
import { row } from './sample.ts';

/** More than one turn's work. */
const job = (): ExportJob => ({
  format: 'har',
  rows: Array.from({ length: 3_000 }, () => row()),
  gaps: [],
  keepSecrets: [],
});

function tools() {
  const told = { saved: 0, parts: 0, text: '' };
  const own: ExportTools = {
    openFile: () => ({
      write(text) {
        told.parts += 1;
        told.text += text;
      },
      save() {
        told.saved += 1;
      },
    }),
    now: () => Date.UTC(2026, 10, 21),
    catalogue: signal(createCatalogue(builtInPacks, genericPack)),
    redactedNames: async () => [],
  };
  return { own, told };
}

describe('a long export', () => {
  it('works in turns, and says how far it is', async () => {
    const run = createExportRun();
    const said = signal('');
    const { own, told } = tools();
    const seen: number[] = [];
    run.progress.subscribe((at) => {
      if (at) seen.push(at.done);
    });
    await run.start(job(), own, said);
    expect(told.saved).toBe(0);
    expect(run.progress.value?.total).toBe(3_000);
    await until('the file', () => told.saved === 1);
    expect(run.progress.value).toBeNull();
    expect(said.value).toBe('Saved 3000 responses as retryscope-2026-11-21T00-00-00.har.');
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(JSON.parse(told.text).log.entries).toHaveLength(3_000);
  });

  it('ends without a file when it is cancelled', async () => {
    const run = createExportRun();
    const said = signal('');
    const { own, told } = tools();
    await run.start(job(), own, said);
    run.cancel();
    expect(run.progress.value).toBeNull();
    expect(said.value).toBe('The export was cancelled; no file was saved.');
    const { parts } = told;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(told).toMatchObject({ parts, saved: 0 });
  });

  it('is given up for the next one', async () => {
    const run = createExportRun();
    const said = signal('');
    const { own, told } = tools();
    await run.start(job(), own, said);
    const next = tools();
    await run.start({ ...job(), format: 'csv' }, next.own, said);
    await until('the second file', () => next.told.saved === 1);
    expect(told.saved).toBe(0);
    expect(said.value).toContain('.csv');
  });
});
