// @vitest-environment happy-dom
import { type Signal, signal } from '@preact/signals';
import { afterEach, expect, it, vi } from 'vitest';
import { RedactionPreview } from '../../../components/inspector/RedactionPreview.tsx';
import type { KeptSecrets } from '../../../lib/stores/redaction-preview.ts';
import { redactExchange } from '../../../lib/transfer/redact.ts';
import { redactAlso } from '../../../lib/transfer/redact-rules.ts';
import { row } from './sample.ts';
import { all, click, hide, one, show, textOf } from './screen.ts';

afterEach(() => {
  hide();
  redactAlso([]);
});

const opened = (names: readonly string[] = []) => {
  const seen = row();
  const { exchange } = seen;
  const requestHeaders = [
    { name: 'Authorization', value: 'Bearer t0kent0kent0ken' },
    { name: 'X-Tenant', value: 'acme' },
  ];
  const fresh = { ...seen, exchange: { ...exchange, requestHeaders } };
  const stored = { ...seen, exchange: redactExchange({ ...exchange, requestHeaders }) };
  return { rows: [fresh, stored], names };
};
const preview = async (kept?: Signal<KeptSecrets>, names?: readonly string[]) => {
  const onClose = vi.fn();
  await show(<RedactionPreview {...opened(names)} {...(kept && { kept })} onClose={onClose} />);
  await vi.waitFor(() => expect(all('table')).toHaveLength(1));
  return onClose;
};
const lines = () => [...document.querySelectorAll('tbody tr')].map((line) => [...line.children].map(textOf));

it('shows what is taken out, what was before, and no value', async () => {
  await preview();
  expect(lines()).toEqual([['Header', 'authorization', '2', 't0k•••••• (15)']]);
  expect(all('status').map(textOf)).toEqual([
    '1 value that looks like a credential is taken out of the file.',
  ]);
  expect(document.body.textContent).toContain('1 value was taken out earlier');
  expect(document.body.textContent).not.toContain('t0kent0k');
  expect(all('checkbox')).toEqual([]);
});

it('knows the names that the person added', async () => {
  await preview(undefined, ['x-tenant']);
  expect(lines().map(([, name]) => name)).toEqual(['authorization', 'x-tenant']);
});

it('keeps what the person ticks, and warns', async () => {
  const kept = signal<KeptSecrets>([]);
  await preview(kept);
  expect(textOf(one('alert'))).toBe('');
  await click(one('checkbox', 'Keep authorization'));
  expect(kept.value).toEqual(['authorization']);
  expect(textOf(one('alert'))).toContain('whoever gets the file can use it');
  await click(one('checkbox', 'Keep authorization'));
  expect(kept.value).toEqual([]);
  expect(textOf(one('alert'))).toBe('');
  await click(one('checkbox', 'Keep all credentials in the file'));
  expect(kept.value).toBe('all');
  expect(one('checkbox', 'Keep authorization')).toMatchObject({ checked: true, disabled: true });
  await click(one('checkbox', 'Keep all credentials in the file'));
  expect(kept.value).toEqual([]);
});

it('closes by its button', async () => {
  const onClose = await preview();
  await click(one('button', 'Close the preview'));
  expect(onClose).toHaveBeenCalledOnce();
});

it('says so where there is nothing to take out', async () => {
  await show(<RedactionPreview rows={[]} names={[]} onClose={() => {}} />);
  await vi.waitFor(() =>
    expect(all('status').map(textOf)).toEqual([
      'There is nothing left in these responses that looks like a credential.',
    ]),
  );
});
