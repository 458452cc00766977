// How WebSocket handshakes are answered: accepted, refused or broken (RFC 6455). No messages: only opening and closing.
import { createHash } from 'node:crypto';
import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Refusal } from './refusal.ts';
import { numberIn } from './retry-after.ts';
import { statusAnswer } from './status-answer.ts';
import { answer, reset, setStatus, type Visit } from './visit.ts';

/**
 * Lets `serve` answer requests for another protocol too, whose sockets Node hands over: every endpoint answers a
 * handshake as it answers a request, so /status/503 or /reset refuse it. Returns what ends all such connections.
 */
export function handleUpgrades(
  server: Server,
  serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): () => void {
  const open = new Set<Duplex>();
  server.on('upgrade', (request, socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket)).on('error', () => socket.destroy());
    const response = new ServerResponse(request);
    response.assignSocket(request.socket);
    response.once('finish', () => request.socket.destroySoon());
    serve(request, response).catch(() => socket.destroy());
  });
  return () => {
    for (const socket of open) socket.destroy();
  };
}

/**
 * `/ws`: accepts and stays open until the client closes; with `close=<code>` closes by itself, after `ms`.
 * `status=<n>` refuses the handshake as /status would answer (its parameters too), `reset=1` breaks the connection.
 */
export function answerWebSocket(visit: Visit): void {
  const query = visit.url.searchParams;
  const status = query.get('status');
  if (query.get('reset') === '1') reset(visit);
  else if (status !== null) answer(visit, statusAnswer(query, status));
  else accept(visit, query.has('close') ? numberIn(query, 'close', 0) : undefined);
}

/** Switches protocols. The client's Close is echoed (§5.5.1), anything else that it sends is ignored. */
function accept(visit: Visit, code: number | undefined): void {
  const { request, response, url } = visit;
  const { socket } = request;
  const key = request.headers['sec-websocket-key'];
  if (key === undefined) throw new Refusal('/ws takes a WebSocket handshake');
  if (code !== undefined && !(Number.isInteger(code) && code >= 1000 && code <= 4999)) {
    throw new Refusal('close takes a status of RFC 6455 §7.4, 1000 to 4999');
  }
  const ms = numberIn(url.searchParams, 'ms', 0, 60_000);
  const proof = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  response.detachSocket(socket);
  setStatus(visit, 101);
  socket.write(`${[...head, `Sec-WebSocket-Accept: ${proof}`].join('\r\n')}\r\n\r\n`);
  socket.on('data', (sent) => {
    const asked = closeCode(sent);
    if (asked !== undefined && socket.writable) socket.end(closeFrame(asked));
  });
  socket.on('end', () => socket.end());
  if (code === undefined) return;
  const timer = setTimeout(() => socket.end(closeFrame(code)), ms);
  socket.once('close', () => clearTimeout(timer));
}

const closeFrame = (code: number): Buffer => Buffer.from([0x88, 2, code >> 8, code & 255]);

/** The status in the client's Close frame, 1000 when it has none; undefined without one. Knows short messages only. */
function closeCode(sent: Buffer): number | undefined {
  let at = 0;
  while (at + 6 <= sent.length) {
    const size = sent.readUInt8(at + 1) & 127;
    const [mask, payload] = [at + 2, at + 6];
    if ((sent.readUInt8(at) & 15) === 8) {
      if (size < 2 || payload + 2 > sent.length) return 1000;
      return sent.readUInt16BE(payload) ^ sent.readUInt16BE(mask);
    }
    at = payload + size;
  }
  return undefined;
}
