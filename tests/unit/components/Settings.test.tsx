// @vitest-environment happy-dom
import { type Signal, signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Settings } from '../../../components/settings/Settings.tsx';
import type { SettingsProps } from '../../../components/settings/settings-props.ts';
import { usualArrangement } from '../../../lib/providers/arrangement.ts';
import { defaultRetention } from '../../../lib/session/retention.ts';
import { createProviderList } from '../../../lib/stores/provider-list.ts';
import type { Extent } from '../../../lib/stores/settings-capture.ts';
import type { HeldOrigin } from '../../../lib/stores/site-access.ts';
import { all, click, enter, hide, nameOf, one, show, textOf } from './screen.ts';

const myhuaweicloud: HeldOrigin = {
  pattern: '*://*.myhuaweicloud.com/*',
  text: '*.myhuaweicloud.com',
  isAllSites: false,
  purposes: ['provider:dis', 'site:app.test', 'site:*.myhuaweicloud.com'],
};
const allSites: HeldOrigin = { pattern: '*://*/*', text: 'all sites', isAllSites: true, purposes: ['all'] };

async function open(rest: Partial<SettingsProps> = {}) {
  const calls = {
    onAssign: vi.fn(),
    onUnassign: vi.fn(),
    onGrantSite: vi.fn((text: string) => (text === 'app.test' ? '' : `"${text}" is no host`)),
    onGrant: vi.fn(),
    onGiveBack: vi.fn(),
    onRevoke: vi.fn(),
    onExtraHeaders: vi.fn(),
    onRetain: vi.fn(),
    onRedact: vi.fn(),
    onCollector: vi.fn(),
    onTheme: vi.fn(),
    onExport: vi.fn(),
    onImport: vi.fn(),
  };
  const shown = {
    grants: signal<readonly HeldOrigin[]>([myhuaweicloud]),
    captured: signal<Record<string, Extent>>({ memfault: 'none', dis: 'all' }),
    stillHeld: signal<SettingsProps['stillHeld']['value']>(null),
    problem: signal(''),
    retention: signal(defaultRetention),
    redactedNames: signal<readonly string[]>(['X-Tenant-No']),
    collector: signal({ isOn: false, url: 'http://127.0.0.1:4318/v1/traces' }),
    theme: signal<'light' | 'dark' | ''>(''),
    fileNote: signal(''),
  };
  const arrangement = signal(usualArrangement);
  const list = createProviderList([{ id: 'memfault' }, { id: 'dis' }], arrangement, (next) => {
    arrangement.value = next;
  });
  await show(
    <Settings
      assignments={signal([{ pattern: 'api.test', provider: 'memfault' }])}
      providers={[
        {
          id: 'memfault',
          name: 'Memfault',
          title: 'Memfault platform API',
          hosts: ['api.memfault.com', 'chunks.memfault.com'],
        },
        {
          id: 'dis',
          name: 'Huawei DIS',
          title: 'Data Ingestion Service',
          hosts: ['dis.*.myhuaweicloud.com'],
        },
      ]}
      generic={{ id: 'generic', name: 'RFC 9110' }}
      list={list}
      extraHeaders={signal(false)}
      {...shown}
      {...calls}
      {...rest}
    />,
  );
  return { ...calls, ...shown, arrangement };
}

const set = <T,>(target: Signal<T>, value: T) =>
  act(() => {
    target.value = value;
  });
const submit = (field: HTMLElement) =>
  act(() => {
    field.closest('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });
const field = (label: string): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>('form input')].find(
    (input) => nameOf(input) === label,
  );
  if (!found) throw new Error(`no field ${label}`);
  return found;
};

afterEach(hide);

describe('granted sites', () => {
  it('are listed with what they were granted for, and revoked one by one', async () => {
    const { onRevoke, grants } = await open();
    expect(textOf(one('table', 'Granted sites'))).toBe('*.myhuaweicloud.comfor Huawei DIS, app.testRevoke');
    await click(one('button', 'Revoke *.myhuaweicloud.com'));
    expect(onRevoke).toHaveBeenCalledWith('*://*.myhuaweicloud.com/*');
    await set(grants, []);
    expect(all('table', 'Granted sites')).toEqual([]);
    expect(textOf(document.body)).toContain('No site is captured.');
  });

  it('can be all sites, which is offered until it is granted', async () => {
    const { onGrant, grants } = await open();
    await click(one('button', 'Capture all sites'));
    expect(onGrant).toHaveBeenCalledWith('all');
    await set(grants, [allSites]);
    expect(all('button', 'Capture all sites')).toEqual([]);
    expect(textOf(one('table', 'Granted sites'))).toBe('All sitesRevoke');
  });

  it('are asked for by host, and a host that is none is refused in words beside the field', async () => {
    const { onGrantSite } = await open();
    const site = field('Site');
    await enter(site, 'http://app');
    await submit(site);
    expect(onGrantSite).toHaveBeenLastCalledWith('http://app');
    expect(textOf(document.getElementById('rs-site-problem'))).toBe('"http://app" is no host');
    expect(site.getAttribute('aria-invalid')).toBe('true');
    expect(site.getAttribute('aria-describedby')).toContain('rs-site-problem');

    await enter(site, 'app.test');
    expect(textOf(document.getElementById('rs-site-problem'))).toBe('');
    await submit(site);
    expect(onGrantSite).toHaveBeenLastCalledWith('app.test');
    expect((site as HTMLInputElement).value).toBe('');
  });
});

describe('providers', () => {
  it('say whether they are captured, and a button changes it', async () => {
    const { onGrant, onGiveBack, captured } = await open();
    const rows = () => [...one('table', 'Providers').querySelectorAll('tbody tr')].map(textOf);
    expect(rows()).toEqual([
      'Memfaultapi.memfault.comchunks.memfault.comCapture',
      'Huawei DISdis.*.myhuaweicloud.comCapturedStop',
    ]);
    await click(one('button', 'Capture Memfault'));
    expect(onGrant.mock.calls).toEqual([['memfault']]);
    await click(one('button', 'Stop capturing Huawei DIS'));
    expect(onGiveBack.mock.calls).toEqual([['dis']]);
    await set(captured, { memfault: 'some', dis: 'none' });
    expect(rows()[0]).toContain('In partCapture');
  });

  it('are used or not, which is said in words as well', async () => {
    const { arrangement } = await open();
    const box = one('checkbox', 'Use Memfault') as HTMLInputElement;
    expect(box.checked).toBe(true);
    await click(box);
    expect(arrangement.value).toEqual({ order: [], off: ['memfault'] });
    expect(textOf(one('table', 'Providers'))).toContain('Memfault not used');
    expect(textOf(one('table', 'Assigned hosts'))).toContain('Memfault (not used, so without effect)');
  });

  it('are moved by buttons that keep the focus, and the new place is told', async () => {
    const { arrangement } = await open();
    const names = () =>
      [...one('table', 'Providers').querySelectorAll('tbody th')].map((name) => textOf(name));
    expect(all('button', 'Usual order')).toEqual([]);
    const up = () => one('button', 'Move Huawei DIS up');
    await act(() => up().focus());
    await click(up());
    expect(names()).toEqual(['Huawei DIS', 'Memfault']);
    expect(arrangement.value.order).toEqual(['dis', 'memfault']);
    expect(document.activeElement).toBe(up());
    expect(all('status').map(textOf)).toContain('Huawei DIS is number 1 of 2 now.');
    expect(up().getAttribute('aria-disabled')).toBe('true');
    await click(up());
    expect(names()).toEqual(['Huawei DIS', 'Memfault']);
    await click(one('button', 'Usual order'));
    expect(names()).toEqual(['Memfault', 'Huawei DIS']);
  });

  it('say what captures them all the same, and offer that', async () => {
    const { onRevoke, stillHeld } = await open();
    await set(stillHeld, { name: 'Huawei DIS', held: [allSites] });
    expect(textOf(one('table', 'Providers'))).toContain(
      'Huawei DIS is still captured, because all sites are granted.',
    );
    await click(one('button', 'Give back all sites'));
    expect(onRevoke).toHaveBeenCalledWith('*://*/*');
  });
});

describe('what capture reads', () => {
  it('is switched where the browser leaves it to the extension, with what it exposes and costs', async () => {
    const extraHeaders = signal(false);
    const { onExtraHeaders } = await open({ extraHeaders });
    const box = one('checkbox', 'Read all headers and CORS preflights (extraHeaders)') as HTMLInputElement;
    expect(box.checked).toBe(false);
    const told = (box.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => textOf(document.getElementById(id)))
      .join(' ');
    for (const word of ['Set-Cookie', 'Authorization', 'CORS', 'redacts', 'slows requests down']) {
      expect(told).toContain(word);
    }
    await click(box);
    expect(onExtraHeaders).toHaveBeenCalledWith(true);
    await set(extraHeaders, true);
    expect(box.checked).toBe(true);
  });

  it('is told in Firefox, where there is nothing to switch', async () => {
    await open({ extraHeaders: null });
    expect(all('checkbox', /headers/)).toEqual([]);
    expect(textOf(one('region', 'What capture reads'))).toContain(
      'This browser always shows CORS preflights',
    );
  });
});

it('assigns a host and takes it back', async () => {
  const { onAssign, onUnassign } = await open();
  const pattern = field('Host pattern');
  await enter(pattern, '  **.example.net ');
  await enter(one('combobox', /^Provider/), 'dis');
  await submit(pattern);
  expect(onAssign).toHaveBeenCalledWith('**.example.net', 'dis');
  expect((pattern as HTMLInputElement).value).toBe('');
  await enter(pattern, 'api.other.test');
  await enter(one('combobox', /^Provider/), 'generic');
  await submit(pattern);
  expect(onAssign).toHaveBeenLastCalledWith('api.other.test', 'generic');
  await click(one('button', 'Remove api.test'));
  expect(onUnassign).toHaveBeenCalledWith('api.test');
});

it('says why something failed', async () => {
  const { problem } = await open();
  await set(problem, 'Not granted: the browser was told no.');
  expect(all('alert').map(textOf)).toContain('Not granted: the browser was told no.');
});

it('keeps as much as is chosen', async () => {
  const { onRetain, retention } = await open();
  const count = one('combobox', /^Responses/) as HTMLSelectElement;
  expect(count.value).toBe('100000');
  await enter(count, '10000');
  expect(onRetain).toHaveBeenCalledWith({ exchanges: 10_000, bytes: 500_000_000 });
  await set(retention, { exchanges: 10_000, bytes: 500_000_000 });
  await enter(one('combobox', /^Size/), '100000000');
  expect(onRetain).toHaveBeenLastCalledWith({ exchanges: 10_000, bytes: 100_000_000 });
});

it('looks as is chosen', async () => {
  const { onTheme } = await open();
  await enter(one('combobox', /^Theme/), 'dark');
  expect(onTheme).toHaveBeenCalledWith('dark');
});

it('takes settings out and in as a file, and says what became of it', async () => {
  const { onExport, onImport, fileNote } = await open();
  await click(one('button', 'Export settings'));
  await click(one('button', 'Import settings…'));
  expect([onExport, onImport].map((call) => call.mock.calls.length)).toEqual([1, 1]);
  await set(fileNote, 'mine.json was read.');
  expect(all('status').map(textOf)).toContain('mine.json was read.');
});

it('takes names to redact as they are written, and shows those that are kept', async () => {
  const { onRedact, redactedNames } = await open();
  const field = document.querySelector('textarea');
  expect(field?.value).toBe('X-Tenant-No');
  if (field) field.value = 'X-Tenant-No\n user, user';
  await act(() => {
    field?.dispatchEvent(new Event('change', { bubbles: true }));
  });
  expect(onRedact).toHaveBeenCalledWith('X-Tenant-No\n user, user');
  await set(redactedNames, ['other']);
  expect(field?.value).toBe('other');
});

it('pushes to a collector when the browser has let it, from an address that is changed while it is off', async () => {
  const { onCollector, collector } = await open();
  const switches = () => one('checkbox', /OpenTelemetry/) as HTMLInputElement;
  const address = () =>
    document.querySelector<HTMLInputElement>('[aria-describedby=rs-collector-how]') as HTMLInputElement;
  expect([switches().checked, address().value]).toEqual([false, 'http://127.0.0.1:4318/v1/traces']);
  address().value = 'http://localhost:9999';
  await act(() => {
    address().dispatchEvent(new Event('input', { bubbles: true }));
  });
  await click(switches());
  expect(onCollector).toHaveBeenCalledWith(true, 'http://localhost:9999');
  expect(switches().checked).toBe(false);
  await set(collector, { isOn: true, url: 'http://localhost:9999/v1/traces' });
  expect([switches().checked, address().disabled]).toEqual([true, true]);
});
