// Each general endpoint of the lab, over real sockets.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../../lab/server.ts';
import { ask, values } from './client.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab.stop());

describe('/status', () => {
  it('answers any final status, at every host', async () => {
    for (const host of [
      'chunks.memfault.com',
      'dis.cn-north-4.myhuaweicloud.com',
      'example.org',
      '127.0.0.1',
    ]) {
      expect(await ask(lab, '/status/529', { host })).toMatchObject({
        status: 529,
        reason: 'Site Overloaded',
      });
    }
  });

  it.each(['0', '99', '100', '103', '199', '600', '999', '1000', '99999999999', '5x9', '-1', '', '%ff'])(
    'refuses "%s" with a clear 400',
    async (code) => {
      const { status, body } = await ask(lab, `/status/${code}`);
      expect(status).toBe(400);
      expect(body).toMatch(/final status, 200 to 599|not percent-encoded/);
    },
  );

  it.each([204, 205, 304])('%i comes without a body', async (code) => {
    expect(await ask(lab, `/status/${code}?body=x`)).toMatchObject({ status: code, body: '' });
    expect(await ask(lab, `/${code}`)).toMatchObject(
      code === 304 ? { status: 200 } : { status: code, body: '' },
    );
  });

  it('passes Retry-After, body and further fields through', async () => {
    const seen = await ask(
      lab,
      '/status/429?retry-after=1e3&body=slow%20down&h=X-RateLimit-Reset:17&h=x-a:%20b:c',
    );
    expect(seen).toMatchObject({
      body: 'slow down',
      headers: { 'retry-after': '1e3', 'x-ratelimit-reset': '17', 'x-a': 'b:c' },
    });
    expect(values(await ask(lab, '/status/503?retry-after='), 'retry-after')).toEqual(['']);
  });

  it('sends a repeated parameter as a repeated field', async () => {
    const seen = await ask(lab, '/status/503?retry-after=5&retry-after=10');
    expect(values(seen, 'retry-after')).toEqual(['5', '10']);
  });

  it.each([
    ['imf', /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/],
    ['rfc850', /^[A-Z][a-z]+day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/],
    ['asctime', /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/],
  ])('sends a Retry-After date as %s, counted from its Date', async (form, shape) => {
    const seen = await ask(lab, `/status/503?retry-after-date=${form}&in=60`);
    const [value = ''] = values(seen, 'retry-after');
    expect(value).toMatch(shape);
    const instant = Date.parse(form === 'asctime' ? `${value} GMT` : value);
    expect(instant - Date.parse(seen.headers.date ?? '')).toBe(60_000);
  });

  it('sets its clock wrong, or its Date as asked, or sends none', async () => {
    const skewed = await ask(lab, '/status/503?retry-after-date=imf&in=60&clock=-300');
    const date = Date.parse(skewed.headers.date ?? '');
    expect(Math.abs(date + 300_000 - Date.now())).toBeLessThan(3000);
    expect(Date.parse(skewed.headers['retry-after'] ?? '') - date).toBe(60_000);
    expect((await ask(lab, '/status/503?date=yesterday')).headers.date).toBe('yesterday');
    expect((await ask(lab, '/status/503?date=none')).headers.date).toBeUndefined();
  });

  it.each([
    'retry-after-date=iso',
    'retry-after-date=imf&in=soon',
    'clock=',
    'clock=x',
    'h=plain',
    'h=content-length:3',
    'h=a%20b:c',
    'retry-after=%0d%0aX:1',
    'h=x:%E2%82%AC',
    'bytes=10',
    'bytes=70.5',
    'bytes=99999999',
  ])('refuses %s', async (query) => {
    const seen = await ask(lab, `/status/503?${query}`);
    expect(seen.status).toBe(400);
    expect(seen.headers['retry-after']).toBeUndefined();
    expect(JSON.parse(seen.body)).toHaveProperty('error');
  });
});

describe('bodies of /status', () => {
  it('are problem details on request', async () => {
    const { headers, body } = await ask(lab, '/status/503?problem=The%20queue%20is%20full');
    expect(headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(body)).toEqual({
      type: 'about:blank',
      title: 'The lab answers 503.',
      status: 503,
      detail: 'The queue is full',
    });
  });

  it.each(['', '&problem=full'])('are as long as asked for and still JSON%s', async (more) => {
    for (const size of [150, 65_536, 70_001]) {
      const { body } = await ask(lab, `/status/529?bytes=${size}${more}`);
      expect(Buffer.byteLength(body)).toBe(size);
      expect(JSON.parse(body)).toHaveProperty('padding');
    }
  });

  it('are as long as asked for where the sentence has letters of two bytes', async () => {
    const { body } = await ask(lab, '/status/529?bytes=200&problem=ausgelastet%20f%C3%BCr%20immer');
    expect(Buffer.byteLength(body)).toBe(200);
  });
});

describe('/sequence', () => {
  it('answers one after another, then the last for ever, each key by itself', async () => {
    const seen: (number | null)[] = [];
    for (let n = 0; n < 5; n++) seen.push((await ask(lab, '/sequence/a/529,503,200?retry-after=3')).status);
    expect(seen).toEqual([529, 503, 200, 200, 200]);
    expect((await ask(lab, '/sequence/b/529,503,200?retry-after=3')).headers['retry-after']).toBe('3');
    lab.resetSequences();
    expect((await ask(lab, '/sequence/a/529,503,200')).status).toBe(529);
    await ask(lab, '/lab/reset', { method: 'POST' });
    expect((await ask(lab, '/sequence/a/529,503,200')).status).toBe(529);
  });

  it('can break the connection on the way, and refuses what is no status', async () => {
    expect((await ask(lab, '/sequence/c/reset,close,200')).error).toBe('ECONNRESET');
    expect((await ask(lab, '/sequence/c/reset,close,200')).error).not.toBeNull();
    expect((await ask(lab, '/sequence/c/reset,close,200')).status).toBe(200);
    expect((await ask(lab, '/sequence/d/200,999')).status).toBe(400);
    expect((await ask(lab, '/sequence/d')).status).toBe(400);
  });
});

describe('redirects', () => {
  it('goes n hops and arrives', async () => {
    const hops: string[] = [];
    let next = '/redirect/2?code=307';
    for (;;) {
      const { status, headers } = await ask(lab, next);
      if (status === 200) break;
      expect(status).toBe(307);
      next = headers.location ?? '';
      hops.push(next);
    }
    expect(hops).toEqual(['/redirect/1?code=307', '/redirect/0?code=307']);
    expect((await ask(lab, '/redirect/x')).status).toBe(400);
  });

  it('leads to another host, or round in a circle', async () => {
    const onward = await ask(lab, '/redirect/1?to=http://chunks.memfault.com/blank');
    expect(onward.headers.location).toBe('http://chunks.memfault.com/blank');
    expect((await ask(lab, '/redirect-loop')).headers.location).toBe('/redirect-loop');
  });
});

describe('broken connections', () => {
  it('/reset breaks it, /close ends it, and neither sends a status', async () => {
    lab.log.length = 0;
    expect(await ask(lab, '/reset')).toMatchObject({ status: null, error: 'ECONNRESET' });
    expect(await ask(lab, '/close')).toMatchObject({ status: null, error: 'ECONNRESET' });
    expect(lab.log.map(({ url, status }) => [url, status])).toEqual([
      ['/reset', null],
      ['/close', null],
    ]);
  });

  it('/truncate promises more than it sends', async () => {
    const seen = await ask(lab, '/truncate');
    expect(seen).toMatchObject({ status: 200, body: '0123456789', headers: { 'content-length': '1000' } });
    expect(seen.error).toBe('ECONNRESET');
  });
});

describe('slow answers', () => {
  it('/slow sends its head at once and its body over the time asked for', async () => {
    const start = performance.now();
    const { ms, body } = await ask(lab, '/slow?ms=400&bytes=7');
    const took = performance.now() - start;
    expect(body).toHaveLength(7);
    expect(took).toBeGreaterThan(390);
    expect(ms).toBeLessThan(took / 2);
    expect((await ask(lab, '/slow?ms=0&bytes=0')).body).toBe('');
    expect((await ask(lab, '/slow?ms=99999999')).status).toBe(400);
  });

  it('/delay sends its head late', async () => {
    expect((await ask(lab, '/delay?ms=120')).ms).toBeGreaterThan(110);
  });
});

describe('the rest', () => {
  it('/304 answers 304 when its ETag comes back', async () => {
    const { status, headers } = await ask(lab, '/304');
    expect([status, headers['cache-control']]).toEqual([200, 'no-cache']);
    const again = await ask(lab, '/304', { headers: { 'if-none-match': headers.etag } });
    expect(again).toMatchObject({ status: 304, body: '' });
  });

  it('/cached may be shown again without asking, for as long as asked for', async () => {
    const before = Date.now();
    const { headers, body } = await ask(lab, '/cached');
    expect(headers['cache-control']).toBe('max-age=60');
    expect(JSON.parse(body).sent).toBeGreaterThanOrEqual(before);
    expect((await ask(lab, '/cached?max-age=5')).headers['cache-control']).toBe('max-age=5');
    expect((await ask(lab, '/cached?max-age=soon')).status).toBe(400);
  });

  it('/early-hints sends 103 first', async () => {
    expect(await ask(lab, '/early-hints')).toMatchObject({ status: 200, early: true });
  });

  it('/echo and the log tell what was sent', async () => {
    lab.log.length = 0;
    const before = Date.now();
    const seen = await ask(lab, '/echo?a=1', {
      method: 'POST',
      host: 'API.memfault.com:80',
      headers: { 'X-Try': '2' },
      body: 'hällo',
    });
    const told = { method: 'POST', host: 'api.memfault.com', url: '/echo?a=1', body: 'hällo', status: 200 };
    expect(JSON.parse(seen.body)).toMatchObject({ ...told, headers: { 'x-try': '2' } });
    expect(lab.log).toEqual([expect.objectContaining(told)]);
    expect(lab.log[0]?.at).toBeGreaterThanOrEqual(before);
  });

  it('/blank is a page of its host', async () => {
    const { headers, body } = await ask(lab, '/blank');
    expect(headers['content-type']).toContain('text/html');
    expect(body).toContain('<title>api.memfault.com</title>');
  });

  it('answers 404 for anything else', async () => {
    expect((await ask(lab, '/api/v0/nothing')).status).toBe(404);
  });
});
