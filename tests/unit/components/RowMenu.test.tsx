// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HostDesk } from '../../../lib/stores/host-desk.ts';
import type { Row } from '../../../lib/stores/inspector-store.ts';
import { redactAlso } from '../../../lib/transfer/redact-rules.ts';
import { open, rows } from './open-inspector.tsx';
import { row, threeAttempts } from './sample.ts';
import { all, click, hide, one, press, textOf } from './screen.ts';

const hosts = () => {
  const assign = vi.fn(async (host: string, id: string) => `${host} is ${id}.`);
  const desk: HostDesk = {
    hostOf: (url) => (url.startsWith('data:') ? '' : 'api.memfault.com'),
    choicesFor: () => ({
      chosen: 'oce',
      options: [
        { id: '', name: 'Automatic: Memfault' },
        { id: 'oce', name: 'Huawei OCE' },
        { id: 'generic', name: 'No provider' },
      ],
    }),
    assign,
  };
  return { desk, assign };
};
const active = () => document.activeElement ?? document.body;
const items = () => [...document.querySelectorAll('[role^=menuitem]')].map(textOf);
const contextMenu = (line: HTMLElement | undefined) =>
  act(() => {
    line?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: 1 }));
  });
const show = async (list: readonly Row[] = [row()], desk?: HostDesk) =>
  open(list, desk ? { hosts: desk } : {});
const said = (text: string) => vi.waitFor(() => expect(all('status').map(textOf)).toContain(text));
const forms = [
  'Copy as cURL (POSIX shell)',
  'Copy as fetch (JavaScript)',
  'Copy URL',
  'Copy as Markdown note',
];

afterEach(() => {
  hide();
  redactAlso([]);
});

describe('the menu of a row', () => {
  it('opens on a right click, copies, says so, and leads back to the row', async () => {
    const { actions, store } = await show();
    const [line] = rows();
    await contextMenu(line);
    expect(items()).toEqual(forms);
    expect(active()).toBe(one('menuitem', forms[0]));
    await click(one('menuitem', 'Copy URL'));
    expect(actions.copyText.mock.calls).toEqual([['https://api.memfault.com/api/v0/issues?page=2']]);
    await said('Copied URL.');
    expect(all('menu')).toEqual([]);
    expect(active()).toBe(line);
    expect(store.selectedId.value).toBeNull();
  });

  it('opens from the button in the row too', async () => {
    await show();
    await click(one('button', 'Menu', rows()[0]));
    expect(items()).toEqual(forms);
    await press(active(), 'Escape');
    expect(all('menu')).toEqual([]);
  });

  it('moves by arrows and first letters; Tab closes it', async () => {
    await show([row()], hosts().desk);
    await contextMenu(rows()[0]);
    await press(active(), 'ArrowUp');
    expect(textOf(active())).toBe('No provider');
    await press(active(), 'h');
    expect(textOf(active())).toBe('Huawei OCE');
    await press(active(), 'Home');
    expect(textOf(active())).toBe(forms[0]);
    await press(active(), 'Tab');
    expect(all('menu')).toEqual([]);
  });

  it('says why it was not copied', async () => {
    const { actions } = await show();
    actions.copyText.mockRejectedValueOnce(new Error('the browser said no'));
    await contextMenu(rows()[0]);
    await click(one('menuitem', 'Copy as Markdown note'));
    await said('Not copied: the browser said no');
  });

  it('says what the placeholder of a credential is', async () => {
    await show([row({ exchange: { url: 'https://api.test/?access_token=abcdef0123456789' } })]);
    await contextMenu(rows()[0]);
    await click(one('menuitem', 'Copy URL'));
    await said('Copied URL. [redacted] stands for credentials that are not kept.');
  });

  it('redacts what the person named besides', async () => {
    const url = 'https://api.test/?tenant-no=4711';
    const { actions } = await open([row({ exchange: { url } })], { redactedNames: signal(['Tenant No']) });
    await contextMenu(rows()[0]);
    await click(one('menuitem', 'Copy URL'));
    expect(actions.copyText.mock.calls).toEqual([['https://api.test/?tenant-no=[redacted]']]);
  });

  it('offers no command for what cannot be asked again', async () => {
    const { actions } = await show([row({ exchange: { url: 'data:text/plain,x' } })], hosts().desk);
    await contextMenu(rows()[0]);
    expect(items()).toEqual(forms);
    const curl = one('menuitem', forms[0]);
    expect(curl.getAttribute('aria-disabled')).toBe('true');
    expect(curl.title).toBe('Only a request over http or https can be sent again.');
    await click(curl);
    expect(actions.copyText).not.toHaveBeenCalled();
    expect(one('menu')).toBeTruthy();
  });

  it('says whose host it is', async () => {
    const { desk, assign } = hosts();
    await show([row()], desk);
    await contextMenu(rows()[0]);
    expect(one('group', 'api.memfault.com is')).toBeTruthy();
    expect(one('menuitemradio', 'Huawei OCE').getAttribute('aria-checked')).toBe('true');
    await click(one('menuitemradio', 'No provider'));
    expect(assign.mock.calls).toEqual([['api.memfault.com', 'generic']]);
    await said('api.memfault.com is generic.');
  });

  it('says why a host was not assigned', async () => {
    const { desk, assign } = hosts();
    assign.mockRejectedValueOnce(new Error('the disk is full'));
    await show([row()], desk);
    await contextMenu(rows()[0]);
    await click(one('menuitemradio', 'Automatic: Memfault'));
    await said('Not assigned: the disk is full');
  });
});

describe('in the detail', () => {
  it('a button copies, with all attempts in the note', async () => {
    const { actions } = await show(threeAttempts());
    await click(rows()[0] ?? document.body);
    await click(one('button', 'Copy'));
    await click(one('menuitem', 'Copy as Markdown note'));
    const [[note = ''] = []] = actions.copyText.mock.calls;
    expect(note).toContain('attempt 1 of 3');
    expect(note.match(/^\d\. sent at /gm)).toHaveLength(3);
    expect(active()).toBe(one('button', 'Copy'));
  });

  it('the provider is a button that starts at who it is now', async () => {
    const { desk, assign } = hosts();
    await show([row()], desk);
    await click(rows()[0] ?? document.body);
    const button = one('button', 'This host is Memfault');
    await act(() => button.focus());
    await click(button);
    expect(active()).toBe(one('menuitemradio', 'Huawei OCE'));
    await press(active(), 'ArrowUp');
    await act(() => (active() as HTMLElement).click());
    expect(assign.mock.calls).toEqual([['api.memfault.com', '']]);
    expect(active()).toBe(button);
  });

  it('the provider is a name where hosts cannot be assigned', async () => {
    await show();
    await click(rows()[0] ?? document.body);
    expect(all('button', /This host is/)).toEqual([]);
    expect(textOf(one('tabpanel').parentElement)).toContain('Memfault');
  });
});
