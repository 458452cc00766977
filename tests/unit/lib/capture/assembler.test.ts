import { describe, expect, it } from 'vitest';
import { createAssembler } from '../../../../lib/capture/assembler.ts';
import type { CaptureEvent } from '../../../../lib/capture/capture-event.ts';

const base = {
  requestId: '7',
  url: 'https://api.memfault.com/x',
  method: 'GET',
  tabId: 3,
  resourceType: 'xmlhttprequest',
  initiator: 'https://app.test',
};
const head = {
  status: 200,
  statusText: 'OK',
  httpVersion: 'HTTP/1.1',
  responseHeaders: [{ name: 'Content-Type', value: 'application/json; charset=utf-8' }],
  serverIPAddress: '127.0.0.1',
  fromCache: false,
};
const started = (timeStamp: number, more = {}): CaptureEvent => ({
  ...base,
  kind: 'started',
  requestBodySize: -1,
  timeStamp,
  ...more,
});
const completed = (timeStamp: number, more = {}): CaptureEvent => ({
  ...base,
  ...head,
  kind: 'completed',
  timeStamp,
  ...more,
});

describe('assembler', () => {
  it('makes one exchange of a request, pending first', () => {
    const assembler = createAssembler();
    expect(assembler.handle(started(1000))).toMatchObject({
      id: '7.0',
      state: 'pending',
      time: -1,
      status: 0,
    });
    const requestHeaders = [{ name: 'Accept', value: '*/*' }];
    assembler.handle({ ...base, kind: 'sent', timeStamp: 1001, requestHeaders });
    assembler.handle({ ...base, ...head, kind: 'responded', timeStamp: 1040 });
    expect(assembler.handle(completed(1060))).toMatchObject({
      id: '7.0',
      tabId: 3,
      state: 'complete',
      startedDateTime: 1000,
      responseStart: 40,
      time: 60,
      status: 200,
      mimeType: 'application/json',
      requestHeaders,
    });
  });

  it('keys redirects by hop under one request id', () => {
    const assembler = createAssembler();
    assembler.handle(started(0));
    const first = assembler.handle({
      ...base,
      ...head,
      kind: 'redirected',
      status: 302,
      timeStamp: 5,
      redirectURL: 'https://api.memfault.com/y',
    });
    expect(first).toMatchObject({
      id: '7.0',
      status: 302,
      redirectURL: 'https://api.memfault.com/y',
      state: 'complete',
    });
    expect(assembler.handle(started(6, { url: 'https://api.memfault.com/y' }))).toMatchObject({ id: '7.1' });
    expect(assembler.handle(completed(9, { url: 'https://api.memfault.com/y' }))).toMatchObject({
      id: '7.1',
      time: 3,
      status: 200,
    });
  });

  it('keeps the response head of a request that then failed', () => {
    const assembler = createAssembler();
    assembler.handle(started(0));
    assembler.handle({ ...base, ...head, kind: 'responded', timeStamp: 4 });
    expect(
      assembler.handle({
        ...base,
        kind: 'failed',
        timeStamp: 9,
        error: 'net::ERR_CONTENT_LENGTH_MISMATCH',
        fromCache: false,
      }),
    ).toMatchObject({ state: 'failed', status: 200, error: 'net::ERR_CONTENT_LENGTH_MISMATCH', time: 9 });
  });

  it('takes up requests of an earlier life of the worker', () => {
    const first = createAssembler();
    const pending = first.handle(started(100));
    const second = createAssembler();
    second.restore(pending ? [pending] : []);
    expect(second.handle(completed(150))).toMatchObject({ id: '7.0', startedDateTime: 100, time: 50 });
  });

  it('makes what it can of a request whose start was missed', () => {
    expect(createAssembler().handle(completed(500))).toMatchObject({
      id: '7.0',
      startedDateTime: 500,
      time: 0,
      status: 200,
    });
  });
});
