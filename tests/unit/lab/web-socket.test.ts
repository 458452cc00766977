// WebSocket handshakes at the lab: accepted, refused and broken, with a real client.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../../lab/server.ts';
import { ask } from './client.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab.stop());

const socketTo = (path: string): WebSocket => new WebSocket(`${lab.origin.replace('http', 'ws')}${path}`);

/** What a socket goes through: its events, with the status of the Close frame. */
function lifeOf(socket: WebSocket): Promise<string[]> {
  const life: string[] = [];
  socket.onopen = () => life.push('open');
  return new Promise((resolve) => {
    socket.onclose = ({ code }) => resolve([...life, String(code)]);
  });
}

const handshake = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

describe('an accepted handshake', () => {
  it.each([1000, 1001, 4999])('is closed by the lab with %i', async (code) => {
    expect(await lifeOf(socketTo(`/ws?close=${code}`))).toEqual(['open', String(code)]);
  });

  it('is closed no sooner than asked for', async () => {
    const start = performance.now();
    await lifeOf(socketTo('/ws?close=1000&ms=120'));
    expect(performance.now() - start).toBeGreaterThan(110);
  });

  it.each([[3001, '3001'] as const, [undefined, '1000'] as const])(
    'stays open until the client closes with %s, and says %s',
    async (code, status) => {
      const socket = socketTo('/ws');
      const life = lifeOf(socket);
      await new Promise((resolve) => socket.addEventListener('open', resolve));
      socket.send('ignored');
      socket.close(code);
      expect(await life).toEqual(['open', status]);
    },
  );

  it('is in the log with 101, and ends when the lab stops', async () => {
    const other = await startLab();
    const life = lifeOf(new WebSocket(`ws://127.0.0.1:${other.port}/ws`));
    while (other.log[0]?.status !== 101) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(other.log[0]).toMatchObject({ method: 'GET', url: '/ws', headers: { upgrade: 'websocket' } });
    await other.stop();
    expect(await life).toContain('1006');
  });
});

describe('a handshake that fails', () => {
  it.each(['/ws?status=403', '/ws?status=503', '/ws?reset=1', '/status/503', '/reset', '/ws?close=7'])(
    'leaves the page without a connection: %s',
    async (path) => {
      expect(await lifeOf(socketTo(path))).toEqual(['1006']);
    },
  );

  it('is refused as /status would answer, by any endpoint', async () => {
    const asked = '/ws?status=503&retry-after=7&problem=full';
    const seen = await ask(lab, asked, { headers: handshake });
    expect(seen).toMatchObject({
      status: 503,
      headers: { 'retry-after': '7', 'content-type': 'application/problem+json' },
    });
    expect((await ask(lab, '/status/429?retry-after=9', { headers: handshake })).status).toBe(429);
    expect((await ask(lab, '/ws?reset=1', { headers: handshake })).error).toBe('ECONNRESET');
  });

  it('is told what is wrong with it', async () => {
    expect((await ask(lab, '/ws')).body).toContain('WebSocket handshake');
    expect((await ask(lab, '/ws?close=5000', { headers: handshake })).body).toContain('1000 to 4999');
    expect((await ask(lab, '/ws?status=101', { headers: handshake })).status).toBe(400);
  });
});
