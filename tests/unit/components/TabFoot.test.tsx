// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { TabFoot } from '../../../components/lookup/TabFoot.tsx';
import { builtInPacks, genericPack } from '../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../lib/providers/catalogue.ts';
import { originsToGrant } from '../../../lib/providers/site.ts';
import type { Failure } from '../../../lib/stores/recent-failures.ts';
import { openSiteAccess } from '../../../lib/stores/site-access.ts';
import { createTabCapture } from '../../../lib/stores/tab-capture.ts';
import { createGate, createMemory, settled } from '../lib/stores/gate.ts';
import { noon, overloaded, row } from './sample.ts';
import { all, click, enter, hide, nameOf, one, show, textOf } from './screen.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const HOST = 'app.test';
const OWN = '*://app.test/*';
const ALL = '*://*/*';

async function openFoot(held: readonly string[] = [], failures: readonly Failure[] = [], host = HOST) {
  const gate = createGate('chromium', held);
  const access = await openSiteAccess(gate, createMemory(), () => {});
  await show(
    <TabFoot
      host={host}
      log="/panel.html?tab=7"
      capture={createTabCapture(host, signal(catalogue), access)}
      failures={signal(failures)}
      now={signal(noon)}
    />,
  );
  return gate;
}
const toggle = () => one('switch');
const isOn = () => toggle().getAttribute('aria-checked') === 'true';
const choice = () => one('combobox', 'What to capture') as HTMLSelectElement;
const foot = () => textOf(one('region', 'This tab'));
const switchOver = async () => {
  await click(toggle());
  await act(settled);
};

afterEach(hide);

describe('the tab', () => {
  it('shows what failed and when to retry', async () => {
    const failures = [row({ exchange: { status: 529 }, advice: overloaded(noon) }), row()].map(
      ({ exchange, annotation }) => ({ exchange, advice: annotation.advice }),
    );
    await openFoot([OWN], failures);
    const lines = all('listitem', undefined, one('list', 'Last failures'));
    expect(lines.map(textOf)).toEqual([
      '529/api/v0/issues?page=2 12:00:30',
      '500/api/v0/issues?page=2 Do not retry',
    ]);
  });

  it('leads to all that was captured, and to a file of it, once there may be something', async () => {
    const links = () => all('link').map((link) => [textOf(link), link.getAttribute('href')]);
    await openFoot();
    expect(links()).toEqual([]);
    await switchOver();
    expect(links()).toEqual([
      ['All responses of this tab', '/panel.html?tab=7'],
      ['Export…', '/panel.html?tab=7#export'],
    ]);
  });

  it('cannot be captured where it is no website', async () => {
    await openFoot([], [], '');
    expect(all('switch')).toEqual([]);
    expect(foot()).toBe('This tabOnly pages of websites (http and https) can be captured.');
  });

  it('offers the host alone, with all providers, with each one, and all sites', async () => {
    await openFoot();
    expect([...choice().options].map(textOf)).toEqual([
      'Only app.test',
      "app.test and the providers' hosts",
      ...['Memfault', 'Huawei OCE', 'Huawei DIS', 'Huawei GES', 'Huawei Cloud'].map(
        (name) => `app.test and ${name}`,
      ),
      'All sites',
    ]);
    expect(choice().value).toBe('providers');
  });

  it('asks for what is chosen and gives it back, and says which at once', async () => {
    const gate = await openFoot();
    expect(nameOf(toggle())).toBe('Capture app.test');
    expect(foot()).toContain('Not captured. Would see app.test and its calls to the providers.');
    expect(foot()).toContain('Failures are listed here once capture is on.');
    await switchOver();
    expect(isOn()).toBe(true);
    expect(gate.held()).toEqual(originsToGrant(HOST, catalogue));
    expect(foot()).toContain(
      'Captured. Sees app.test and its calls to the providers. Other hosts stay unseen.',
    );
    expect(foot()).toContain('No failures seen in this tab.');
    await switchOver();
    expect(isOn()).toBe(false);
    expect(gate.held()).toEqual([]);
  });

  it.each([
    ['site', 'Would see app.test itself. Its calls to other hosts, the providers’ too, stay unseen.'],
    ['provider:memfault', 'Would see app.test and its calls to Memfault. Other hosts and providers stay'],
    ['all', 'Would see every site’s responses. Only the browser’s own pages stay unseen.'],
  ])('says what the choice %s shows', async (id, words) => {
    await openFoot();
    await enter(choice(), id);
    expect(foot()).toContain(words.replaceAll('’', "'"));
  });

  it('says that less is captured than is chosen', async () => {
    await openFoot([OWN]);
    expect([choice().value, isOn()]).toEqual(['site', true]);
    await enter(choice(), 'providers');
    expect(isOn()).toBe(false);
    expect(foot()).toContain('Captured in part.');
    await enter(choice(), 'all');
    expect(foot()).toContain('Captured, but not all sites.');
    expect(nameOf(toggle())).toBe('Capture all sites');
  });

  it.each([
    [[ALL], 'all sites are'],
    [originsToGrant(HOST, catalogue), "the providers' hosts are"],
    [[OWN, '*://*.memfault.com/*'], "Memfault's hosts are"],
  ])('says that more is captured than is chosen', async (held, more) => {
    await openFoot(held);
    await enter(choice(), 'site');
    expect(isOn()).toBe(true);
    expect(foot()).toContain(`Captured. Sees more than that: ${more} granted as well.`);
  });

  it('says that all sites are granted when less is switched off, and offers to give those back', async () => {
    const gate = await openFoot([ALL]);
    await enter(choice(), 'site');
    await switchOver();
    expect(isOn()).toBe(true);
    expect(textOf(one('status'))).toContain('app.test is still captured, because all sites are granted.');
    await click(one('button', 'Give back all sites'));
    await act(settled);
    expect([isOn(), gate.held(), textOf(one('status'))]).toEqual([false, [], '']);
  });

  it('says so when the browser was told no', async () => {
    const gate = await openFoot();
    gate.answer = false;
    await switchOver();
    expect(textOf(one('alert'))).toBe('Not granted: the browser was told no.');
  });

  it('follows what is granted elsewhere', async () => {
    const gate = await openFoot();
    await act(async () => {
      gate.elsewhere([ALL]);
      await settled();
    });
    expect([choice().value, isOn()]).toEqual(['all', true]);
  });
});
