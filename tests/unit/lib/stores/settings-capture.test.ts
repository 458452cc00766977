import { describe, expect, it } from 'vitest';
import { createSettingsCapture } from '../../../../lib/stores/settings-capture.ts';
import { openSiteAccess } from '../../../../lib/stores/site-access.ts';
import { createGate, createMemory, settled } from './gate.ts';

const providers = [
  { id: 'one', name: 'One', hosts: ['api.one.test', 'files.one.test'] },
  { id: 'wide', name: 'Wide', hosts: ['**.one.test'] },
];
const FILES = '*://files.one.test/*';
const WIDE = '*://*.one.test/*';

async function open(held: readonly string[] = []) {
  const gate = createGate('chromium', held);
  const access = await openSiteAccess(gate, createMemory(), () => {});
  return { gate, capture: createSettingsCapture(access, providers) };
}

describe('how much of a provider is captured', () => {
  it.each([
    [[], { one: 'none', wide: 'none' }],
    [[FILES], { one: 'some', wide: 'none' }],
    [['*://api.one.test/*', FILES], { one: 'all', wide: 'none' }],
    [[WIDE], { one: 'all', wide: 'all' }],
    [['*://*/*'], { one: 'all', wide: 'all' }],
  ])('with %j granted', async (held, extents) => {
    expect((await open(held)).capture.captured.value).toEqual(extents);
  });
});

describe('asking', () => {
  it.each([
    ['one', ['*://api.one.test/*', FILES]],
    ['all', ['*://*/*']],
  ])('for %s', async (id, origins) => {
    const { gate, capture } = await open();
    capture.ask(id);
    expect(gate.held()).toEqual(origins);
    await settled();
    expect(capture.problem.value).toBe('');
  });

  it('for a site, or says what is wrong with it and asks nothing', async () => {
    const { gate, capture } = await open();
    expect(capture.askSite('app.test:80')).toContain('has a port');
    expect(gate.held()).toEqual([]);
    expect(capture.askSite('app.test')).toBe('');
    expect(gate.held()).toEqual(['*://app.test/*']);
  });

  it('says that the answer was no until something else is tried', async () => {
    const { gate, capture } = await open();
    gate.answer = false;
    capture.ask('all');
    await settled();
    expect(capture.problem.value).toBe('Not granted: the browser was told no.');
    gate.answer = true;
    capture.ask('all');
    await settled();
    expect(capture.problem.value).toBe('');
  });
});

describe('giving back', () => {
  it('says which grants capture the provider all the same', async () => {
    const { gate, capture } = await open();
    capture.ask('wide');
    capture.ask('one');
    await settled();
    capture.giveBack('one');
    await settled();
    expect(gate.held()).toEqual([WIDE]);
    expect(capture.stillHeld.value).toMatchObject({ name: 'One', held: [{ text: '*.one.test' }] });
    capture.revoke(WIDE);
    await settled();
    expect([gate.held(), capture.stillHeld.value]).toEqual([[], null]);
  });

  it('has nothing to say when nothing is left, and nothing to do for an unknown provider', async () => {
    const { gate, capture } = await open([FILES]);
    capture.giveBack('two');
    expect([gate.held(), capture.stillHeld.value]).toEqual([[FILES], null]);
    capture.giveBack('one');
    await settled();
    expect([gate.held(), capture.stillHeld.value]).toEqual([[], { name: 'One', held: [] }]);
  });
});
