// The lab as a server: hosts, CORS, its page, its scenarios, start and stop.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowsRetry, decisions } from '../../../lib/retry/policy.ts';
import { scenarioLabel } from '../../lab/scenario.ts';
import { players, scenarios } from '../../lab/scenarios.ts';
import { type Lab, startLab } from '../../lab/server.ts';
import { ask } from './client.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab.stop());

describe('start and stop', () => {
  it('names its address and the rules that lead there', () => {
    expect(lab.origin).toBe(`http://127.0.0.1:${lab.port}`);
    const played = ['*.memfault.com', '*.myhuaweicloud.com', 'lab.invalid'];
    expect(lab.hostResolverRules.split(', ')).toEqual([
      'MAP refused.memfault.com:80 127.0.0.1:1',
      ...played.flatMap((host) => [
        `MAP ${host}:80 127.0.0.1:${lab.port}`,
        `MAP ${host}:81 127.0.0.1:1`,
        `MAP ${host}:443 127.0.0.1:${lab.port}`,
      ]),
      'MAP * ~NOTFOUND',
      'EXCLUDE 127.0.0.1',
    ]);
  });

  it('names a port that refuses, and speaks no TLS on its own', async () => {
    const refused = fetch(lab.origin.replace(/:\d+$/, ':81'));
    await expect(refused).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    const secure = fetch(lab.origin.replace('http:', 'https:'));
    await expect(secure).rejects.toMatchObject({ cause: { code: expect.stringContaining('SSL') } });
  });

  it('rejects when the port is taken', async () => {
    await expect(startLab({ port: lab.port })).rejects.toThrow('EADDRINUSE');
  });

  it('ends answers that are under way when it stops', async () => {
    const other = await startLab();
    const pending = ask(other, '/delay?ms=30000');
    while (other.log.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await other.stop();
    expect((await pending).error).toBe('ECONNRESET');
    expect((await ask(other, '/echo')).error).toBe('ECONNREFUSED');
  });

  it('is a proxy too: a whole address in the request line', async () => {
    const { body } = await ask(lab, 'http://dis.cn-north-4.myhuaweicloud.com/echo?x', {
      host: '127.0.0.1:1',
    });
    expect(JSON.parse(body)).toMatchObject({ host: 'dis.cn-north-4.myhuaweicloud.com', url: '/echo?x' });
  });
});

describe('CORS', () => {
  const headers = { origin: 'http://127.0.0.1:1' };
  const preflight = {
    ...headers,
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'content-type,x-try',
  };

  it('lets the page read everything, Retry-After included', async () => {
    const seen = await ask(lab, '/status/429?retry-after=9&h=x-own:1', { headers });
    expect(seen.headers['access-control-allow-origin']).toBe(headers.origin);
    expect(seen.headers['access-control-expose-headers']).toMatch(/retry-after.*x-own/);
    expect(seen.headers['access-control-allow-private-network']).toBe('true');
    expect((await ask(lab, '/status/200')).headers['access-control-allow-origin']).toBe('*');
  });

  it('answers preflights without counting them', async () => {
    const seen = await ask(lab, '/sequence/p/503,200', { method: 'OPTIONS', headers: preflight });
    expect(seen).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-methods': 'PUT',
        'access-control-allow-headers': 'content-type,x-try',
        'access-control-allow-local-network': 'true',
      },
    });
    expect((await ask(lab, '/sequence/p/503,200')).status).toBe(503);
    expect((await ask(lab, '/status/503', { method: 'OPTIONS' })).status).toBe(503);
  });

  it('answers a preflight with the status asked for, and only a preflight', async () => {
    const path = '/status/200?preflight=429';
    expect((await ask(lab, path, { method: 'OPTIONS', headers: preflight })).status).toBe(429);
    expect((await ask(lab, path, { method: 'PUT', headers })).status).toBe(200);
    const wrong = await ask(lab, '/status/200?preflight=101', { method: 'OPTIONS', headers: preflight });
    expect(wrong.status).toBe(400);
  });

  it('leaves all of it out on request', async () => {
    for (const method of ['GET', 'OPTIONS']) {
      const seen = await ask(lab, '/api/v0/software-versions?no-cors=1', { method, headers: preflight });
      expect(seen.status).toBe(method === 'GET' ? 200 : 204);
      expect(Object.keys(seen.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('the page', () => {
  it('comes with every scenario as data', async () => {
    const { headers, body } = await ask(lab, '/', { host: '127.0.0.1' });
    expect(headers['content-type']).toContain('text/html');
    const data = /type="application\/json">(.*)<\/script>/.exec(body)?.[1] ?? '';
    const { calls, guard } = JSON.parse(data);
    expect(guard).toBe('http://lab.invalid');
    expect(calls.map(({ id }: { id: string }) => id)).toEqual(scenarios.map(({ id }) => id));
    for (const file of ['page.css', 'page.js']) expect((await ask(lab, `/lab/${file}`)).status).toBe(200);
    expect((await ask(lab, '/lab/ping', { host: 'lab.invalid' })).status).toBe(200);
  });
});

describe('the scenarios', () => {
  it('have names and labels of their own, and players on the page', () => {
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
    expect(new Set(scenarios.map(scenarioLabel)).size).toBe(scenarios.length);
    for (const { player, host } of scenarios) {
      expect(players.find(({ id }) => id === player)?.hosts).toContain(host);
    }
  });

  it('cover every decision, and repeat some calls that may be and some that may not', () => {
    expect(new Set(scenarios.map(({ decision }) => decision))).toEqual(new Set([...decisions, 'transport']));
    const repeated = scenarios.filter(({ again }) => again).map(({ decision }) => decision);
    const permitted = repeated.map((decision) => decision !== 'transport' && allowsRetry(decision));
    expect(new Set(permitted)).toEqual(new Set([true, false]));
  });

  it('answer as written, one reply after another', async () => {
    await Promise.all(
      scenarios.map(async ({ host, method, path, replies }) => {
        for (const reply of replies) {
          const seen = await ask(lab, path, { host, method, body: method === 'GET' ? '' : '{}' });
          if (reply === 'reset') expect(seen).toMatchObject({ status: null, error: 'ECONNRESET' });
          else {
            expect([path, seen.status]).toEqual([path, reply.status]);
            if (reply.retryAfterIn === undefined) expect(seen.headers['retry-after']).toBe(reply.retryAfter);
            else expect(Date.parse(seen.headers['retry-after'] ?? '')).toBeGreaterThan(Date.now());
            expect(JSON.parse(seen.body)).toEqual(reply.body);
          }
        }
      }),
    );
  });

  it('belong to their host and method, and bear further parameters', async () => {
    const host = 'dis.cn-north-4.myhuaweicloud.com';
    expect((await ask(lab, '/v2/records?batch=large&_=17', { host, method: 'PUT' })).status).toBe(413);
    expect((await ask(lab, '/v2/records?_=17', { host, method: 'PUT' })).status).toBe(441);
    expect((await ask(lab, '/v2/records', { host, method: 'GET' })).status).toBe(404);
    expect((await ask(lab, '/v2/streams', { host: 'api.memfault.com' })).status).toBe(404);
    expect(await ask(lab, '/v2/streams', { host, method: 'HEAD' })).toMatchObject({ status: 503, body: '' });
  });
});
