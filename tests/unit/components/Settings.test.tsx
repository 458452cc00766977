// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { Settings } from '../../../components/settings/Settings.tsx';
import { click, enter, hide, nameOf, one, show, textOf } from './screen.ts';

async function open() {
  const calls = { onAssign: vi.fn(), onUnassign: vi.fn(), onGrant: vi.fn(), onRevoke: vi.fn() };
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
      grants={signal(['*://*.memfault.com/*'])}
      problem={signal('')}
      {...calls}
    />,
  );
  return calls;
}

afterEach(hide);

it('asks for a provider’s hosts in one go', async () => {
  const { onGrant } = await open();
  await click(one('button', /Memfault$/));
  expect(onGrant.mock.calls).toEqual([['memfault']]);
});

it('assigns a host and takes it back', async () => {
  const { onAssign, onUnassign } = await open();
  const field = document.querySelector<HTMLInputElement>('form input');
  if (!field) throw new Error('no field');
  expect(nameOf(field)).toBe('Host pattern');
  await enter(field, '  **.example.net ');
  await enter(one('combobox', /^Provider/), 'dis');
  await act(() => {
    field.form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });
  expect(onAssign).toHaveBeenCalledWith('**.example.net', 'dis');
  expect(field.value).toBe('');
  await click(one('button', 'Remove api.test'));
  expect(onUnassign).toHaveBeenCalledWith('api.test');
});

it('lists grants, revokes one, and offers all sites', async () => {
  const { onGrant, onRevoke } = await open();
  expect(textOf(one('table', 'Granted sites'))).toContain('*://*.memfault.com/*');
  await click(one('button', 'Revoke *://*.memfault.com/*'));
  expect(onRevoke).toHaveBeenCalledWith('*://*.memfault.com/*');
  await click(one('button', 'Capture all sites'));
  expect(onGrant).toHaveBeenCalledWith('*');
});
