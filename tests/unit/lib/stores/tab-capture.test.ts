import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { originsOf, originsToGrant } from '../../../../lib/providers/site.ts';
import { openSiteAccess } from '../../../../lib/stores/site-access.ts';
import { createTabCapture } from '../../../../lib/stores/tab-capture.ts';
import { createGate, createMemory, settled } from './gate.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const APP = '*://app.test/*';
const ALL = '*://*/*';
const MEMFAULT = originsOf(builtInPacks.find(({ id }) => id === 'memfault')?.hosts ?? []);
const PROVIDERS = originsToGrant('app.test', catalogue);

async function open(held: readonly string[] = []) {
  const gate = createGate('chromium', held);
  const access = await openSiteAccess(gate, createMemory(), () => {});
  return { gate, access, capture: createTabCapture('app.test', signal(catalogue), access) };
}

describe('the choice at first', () => {
  it.each<[held: readonly string[], chosen: string, state: string]>([
    [[], 'providers', 'off'],
    [MEMFAULT, 'providers', 'off'],
    [[APP], 'site', 'on'],
    [['*://*.test/*'], 'site', 'on'],
    [[APP, ...MEMFAULT], 'provider:memfault', 'on'],
    [PROVIDERS, 'providers', 'on'],
    [[ALL, APP], 'all', 'on'],
  ])('with %j granted is %s, %s', async (held, chosen, state) => {
    const { capture } = await open(held);
    expect(capture.chosen.value.id).toBe(chosen);
    expect(capture.state.value).toBe(state);
  });

  it('follows what is granted elsewhere until a person chooses', async () => {
    const { gate, capture } = await open();
    gate.elsewhere([APP]);
    await settled();
    expect([capture.chosen.value.id, capture.state.value]).toEqual(['site', 'on']);
    capture.choose('providers');
    expect(capture.state.value).toBe('part');
    gate.elsewhere([ALL]);
    await settled();
    expect([capture.chosen.value.id, capture.state.value]).toEqual(['providers', 'on']);
  });
});

describe('the switch', () => {
  it.each(['site', 'providers', 'provider:memfault', 'all'])(
    'asks for %s and gives just that back',
    async (id) => {
      const { gate, capture } = await open(['*://other.test/*']);
      capture.choose(id);
      await capture.toggle();
      expect(capture.state.value).toBe('on');
      expect(gate.held()).toEqual(['*://other.test/*', ...capture.chosen.value.origins].sort());
      await capture.toggle();
      expect(capture.state.value).toBe('off');
      expect(gate.held()).toEqual(['*://other.test/*']);
      expect([capture.stillHeld.value, capture.problem.value]).toEqual([[], '']);
      expect(capture.chosen.value.id).toBe(id);
    },
  );

  it('says which grant holds the host when a narrower one is switched off, and gives that back', async () => {
    const { gate, capture } = await open([ALL]);
    capture.choose('site');
    expect(capture.state.value).toBe('on');
    await capture.toggle();
    expect(capture.state.value).toBe('on');
    expect(capture.stillHeld.value).toMatchObject([{ pattern: ALL, text: 'all sites' }]);
    await capture.revoke(ALL);
    expect(gate.held()).toEqual([]);
    expect([capture.state.value, capture.stillHeld.value]).toEqual(['off', []]);
  });

  it('forgets what it said when another choice is looked at', async () => {
    const { capture } = await open([ALL]);
    capture.choose('site');
    await capture.toggle();
    capture.choose('providers');
    expect(capture.stillHeld.value).toEqual([]);
  });

  it.each([
    ['was answered with no', false, 'Not granted: the browser was told no.'],
    ['failed', new Error('no gesture'), 'no gesture'],
  ])('says so when its question %s', async (_, answer, words) => {
    const { gate, capture } = await open();
    gate.request = async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    };
    await capture.toggle();
    expect([capture.state.value, capture.problem.value]).toEqual(['off', words]);
  });
});
