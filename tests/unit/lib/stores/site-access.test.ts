import { describe, expect, it } from 'vitest';
import { openSiteAccess } from '../../../../lib/stores/site-access.ts';
import { createGate, createMemory, settled } from './gate.ts';

const APP = '*://app.test/*';
const OTHER = '*://other.test/*';
const API = '*://api.memfault.com/*';
const ALL = '*://*/*';

async function open(manner: 'chromium' | 'firefox' = 'chromium', held: readonly string[] = []) {
  const gate = createGate(manner, held);
  const memory = createMemory();
  const warnings: unknown[] = [];
  const access = await openSiteAccess(gate, memory, (problem) => warnings.push(problem));
  return { gate, memory, access, warnings };
}

describe('asking', () => {
  it('grants the patterns and remembers what for', async () => {
    const { access, gate } = await open();
    await access.ask('site:app.test', [APP, API]);
    expect(gate.held()).toEqual([API, APP]);
    expect(access.held.value).toEqual([
      { pattern: API, text: 'api.memfault.com', isAllSites: false, purposes: ['site:app.test'] },
      { pattern: APP, text: 'app.test', isAllSites: false, purposes: ['site:app.test'] },
    ]);
  });

  it('asks before anything else, while the browser still handles the click', async () => {
    const { access, gate } = await open();
    void access.ask('site:app.test', [APP]);
    expect(gate.held()).toEqual([APP]);
  });

  it('remembers nothing of a question that was answered with no', async () => {
    const { access, gate, memory } = await open();
    await access.ask('site:app.test', [APP]);
    gate.answer = false;
    await expect(access.ask('site:app.test', [API])).rejects.toThrow('Not granted: the browser was told no.');
    await expect(access.ask('all', [ALL])).rejects.toThrow('Not granted');
    expect(await memory.read()).toEqual({ 'site:app.test': [APP] });
    expect(access.isGranted([API])).toBe(false);
  });

  it('remembers nothing of a question that failed', async () => {
    const { access, gate, memory } = await open();
    gate.request = () => Promise.reject(new Error('no gesture'));
    await expect(access.ask('all', [ALL])).rejects.toThrow('no gesture');
    expect(await memory.read()).toEqual({});
  });
});

describe.each(['chromium', 'firefox'] as const)('giving back in %s', (manner) => {
  it('gives back all that the purpose was granted, also what an earlier choice of the same site asked for', async () => {
    const { access, gate } = await open(manner);
    await access.ask('site:app.test', [APP]);
    await access.ask('site:app.test', [APP, API]);
    await access.giveBack('site:app.test', [APP]);
    expect(gate.held()).toEqual([]);
    expect(access.held.value).toEqual([]);
  });

  it('leaves what another purpose that stands was granted', async () => {
    const { access, gate } = await open(manner);
    await access.ask('provider:memfault', [API]);
    await access.ask('site:app.test', [APP, API]);
    await access.ask('site:other.test', [OTHER, API]);
    await access.giveBack('site:app.test', [APP, API]);
    expect(gate.held()).toEqual([API, OTHER]);
    await access.giveBack('provider:memfault', [API]);
    expect(gate.held()).toEqual([API, OTHER]);
    await access.giveBack('site:other.test', [OTHER, API]);
    expect(gate.held()).toEqual([]);
  });

  it('does not keep a pattern for a purpose that was taken back elsewhere', async () => {
    const { access, gate } = await open(manner);
    await access.ask('site:other.test', [OTHER, API]);
    await access.ask('site:app.test', [APP, API]);
    gate.elsewhere([APP, API]);
    await settled();
    await access.giveBack('site:app.test', [APP, API]);
    expect(gate.held()).toEqual([]);
  });

  it('leaves single sites when all sites are given back, and all sites when a single one is', async () => {
    const { access, gate } = await open(manner);
    await access.ask('site:app.test', [APP]);
    await access.ask('all', [ALL]);
    await access.giveBack('all', [ALL]);
    expect(gate.held()).toEqual([APP]);
    await access.ask('all', [ALL]);
    await access.giveBack('site:app.test', [APP]);
    expect(gate.held()).toEqual([ALL]);
    expect(access.isGranted([APP])).toBe(true);
    expect(access.holding([APP])).toMatchObject([{ pattern: ALL, isAllSites: true }]);
  });

  it('gives back whatever scheme the browser’s own settings granted', async () => {
    const { access, gate } = await open(manner, ['http://app.test/*', 'https://app.test/*', API]);
    await access.giveBack('site:app.test', [APP]);
    expect(gate.held()).toEqual([API]);
  });

  it('revokes one pattern, whatever it was for, and no other', async () => {
    const { access, gate } = await open(manner, [APP, '*://*.app.test/*']);
    await access.ask('site:app.test', [APP]);
    await access.revoke('*://*.app.test/*');
    expect(gate.held()).toEqual([APP]);
    await access.revoke(APP);
    expect(gate.held()).toEqual([]);
  });
});

describe('what happens elsewhere', () => {
  it('shows at once', async () => {
    const { access, gate } = await open('chromium', [APP]);
    gate.elsewhere([ALL, APP]);
    await settled();
    expect(access.held.value.map(({ text }) => text)).toEqual(['all sites', 'app.test']);
    gate.elsewhere([]);
    await settled();
    expect(access.held.value).toEqual([]);
  });

  it('is known with its purpose in every page', async () => {
    const { access, gate, memory } = await open();
    const second = await openSiteAccess(gate, memory, () => {});
    await access.ask('provider:memfault', [API]);
    await settled();
    expect(second.held.value).toMatchObject([{ pattern: API, purposes: ['provider:memfault'] }]);
  });
});

it('says which grants the browser took along and would not give again', async () => {
  const { access, gate } = await open('chromium', [ALL, APP]);
  gate.answer = false;
  await expect(access.revoke(ALL)).rejects.toThrow('also took back app.test: grant it again');
  expect(access.held.value).toEqual([]);
});

it('warns when the browser does not tell what is held', async () => {
  const { gate, warnings } = await open();
  gate.granted = () => Promise.reject(new Error('gone'));
  gate.elsewhere([APP]);
  await settled();
  expect(warnings).toEqual([new Error('gone')]);
});
