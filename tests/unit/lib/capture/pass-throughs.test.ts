import { describe, expect, it } from 'vitest';
import { createPassThroughs } from '../../../../lib/capture/pass-throughs.ts';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';

const worker: Exchange = {
  ...emptyExchange,
  id: 'har-1.0',
  url: 'https://app.test/api',
  startedDateTime: 1002,
  time: 30,
  status: 503,
  state: 'complete',
};
const page: Exchange = {
  ...worker,
  id: 'har-2.0',
  startedDateTime: 1000,
  time: 35,
  serviceWorker: 'intercepted',
};
const failed = { status: 0, state: 'failed' as const };

/** The id of the worker's half that a page's is told as, once those entries were noted. */
const told = (noted: readonly Exchange[], one: Exchange): string | undefined => {
  const passThroughs = createPassThroughs();
  for (const exchange of noted) passThroughs.note(exchange);
  return passThroughs.workerOf(one)?.id;
};

describe('requests that a service worker passes on', () => {
  it.each<[string, Exchange, Exchange]>([
    ['with a response', worker, page],
    ['that were revalidated', { ...worker, status: 304 }, { ...page, status: 200 }],
    ['that are redirected', { ...worker, status: 302, redirectURL: '/x' }, { ...page, status: 200 }],
    [
      'that fail',
      { ...worker, ...failed, error: 'net::ERR_CONNECTION_RESET' },
      { ...page, ...failed, serviceWorker: '', error: 'net::ERR_FAILED' },
    ],
  ])('%s are one exchange: the worker’s', (_, of, as) => {
    const passThroughs = createPassThroughs();
    expect(passThroughs.mayRepeat(as)).toBe(true);
    expect(passThroughs.workerOf(as)).toBeUndefined();
    expect(passThroughs.mayRepeat(of)).toBe(false);
    expect(passThroughs.note(of)).toEqual(of);
    const known = { ...of, serviceWorker: 'initiated' };
    expect(passThroughs.workerOf(as)).toEqual(known);
    // Either may be listed again once it has finished.
    expect(passThroughs.note(of)).toEqual(known);
    expect(passThroughs.workerOf(as)).toEqual(known);
  });

  it.each<[string, Partial<Exchange>]>([
    ['answered by the worker itself', { url: 'https://app.test/other' }],
    ['answered with another status', { status: 200 }],
    ['over before the worker asked', { time: 1 }],
    ['begun after the worker asked', { startedDateTime: 1020 }],
  ])('are not taken for one that was %s', (_, more) => {
    expect(told([worker], { ...page, ...more })).toBeUndefined();
  });

  it('end with the last of the worker’s attempts', () => {
    expect(told([{ ...worker, id: 'har-0.0', time: 10 }, worker], page)).toBe(worker.id);
  });

  it('count once each', () => {
    const passThroughs = createPassThroughs();
    passThroughs.note(worker);
    passThroughs.workerOf(page);
    expect(passThroughs.workerOf({ ...page, id: 'har-3.0' })).toBeUndefined();
  });
});
