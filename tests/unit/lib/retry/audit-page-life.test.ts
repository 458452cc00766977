import { expect, test } from 'vitest';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';
import { createLifeSigns, type PageChange } from '../../../../lib/retry/audit-page-life.ts';

const at = (startedDateTime: number, fields: Partial<Exchange> = {}): Exchange => ({
  ...emptyExchange,
  tabId: 1,
  startedDateTime,
  ...fields,
});

/** Until when the page of the first exchange is known to have lived after second 1, in seconds. */
function livedUntil(exchanges: readonly Exchange[], navigations: readonly PageChange[] = []): number {
  const [first = emptyExchange] = exchanges;
  const signs = createLifeSigns();
  exchanges.forEach(signs.add);
  const starts = exchanges.map(({ startedDateTime }) => startedDateTime);
  return signs.read(starts, navigations).livedUntil(first, 1000) / 1000;
}

test('a later request of the tab is a sign of life, another tab’s is none', () => {
  expect(livedUntil([at(0), at(5000), at(9000)])).toBe(9);
  expect(livedUntil([at(0), at(9000, { tabId: 2 })])).toBe(1);
  expect(livedUntil([at(0)])).toBe(1);
});

test('a request that was under way already is none', () => {
  expect(livedUntil([at(0), at(900)])).toBe(1);
});

test('without a tab, requests of the same initiator are', () => {
  const worker = { tabId: -1, initiator: 'https://a.test/w.js' };
  expect(livedUntil([at(0, worker), at(4000, worker), at(9000, { tabId: -1, initiator: 'b' })])).toBe(4);
  const unknown = { tabId: -1 };
  expect(livedUntil([at(0, unknown), at(4000, unknown)])).toBe(1);
});

test('a life ends when the tab navigates, or loads another document', () => {
  const later = [at(0), at(4000), at(6000)];
  expect(livedUntil(later, [{ tabId: 1, at: 5000 }])).toBe(4);
  expect(livedUntil(later, [{ tabId: 1, at: 1000 }])).toBe(6);
  expect(livedUntil(later, [{ tabId: 2, at: 5000 }])).toBe(6);
  const document = (resourceType: string) => at(5000, { resourceType });
  expect(livedUntil([at(0), at(4000), document('main_frame'), at(6000)])).toBe(4);
  expect(livedUntil([at(0), at(4000), document('document'), at(6000)])).toBe(4);
  expect(livedUntil([at(0), at(4000), document('sub_frame'), at(6000)])).toBe(6);
});

test('nothing is concluded across a silence of the whole session', () => {
  const minute = 60_000;
  expect(livedUntil([at(0), at(11 * minute + 1000)])).toBe(1);
  expect(livedUntil([at(0), at(5 * minute), at(16 * minute)])).toBe(300);
  const elsewhere = at(12 * minute, { tabId: 2 });
  expect(livedUntil([at(0), at(5 * minute), elsewhere, at(16 * minute)])).toBe(960);
});
