// HAR's timings: written from an exchange, made up where it has none, and what they say about the response's start.
import type { Exchange, Timings } from '../http/exchange.ts';
import { writtenDuration } from './har-values.ts';

const part = (ms: number): number => (Number.isFinite(ms) && ms >= 0 ? ms : -1);

/** Timings as HAR wants them: send, wait and receive never negative, the rest −1 where they do not apply. */
export function writtenTimings(exchange: Exchange): Timings {
  const { timings } = exchange;
  if (!timings) return derivedTimings(exchange);
  return {
    blocked: part(timings.blocked),
    dns: part(timings.dns),
    connect: part(timings.connect),
    ssl: part(timings.ssl),
    send: writtenDuration(timings.send),
    wait: writtenDuration(timings.wait),
    receive: writtenDuration(timings.receive),
  };
}

function derivedTimings(exchange: Exchange): Timings {
  const time = writtenDuration(exchange.time);
  const wait = exchange.responseStart >= 0 ? Math.min(exchange.responseStart, time) : time;
  return { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait, receive: time - wait };
}

/** From the start to the response's head, ms: `ssl` is inside `connect`, −1 counts nothing (HAR 1.2 `timings`). */
export function responseStartOf(timings: Timings): number {
  const { blocked, dns, connect, send, wait } = timings;
  return positive(blocked) + positive(dns) + positive(connect) + positive(send) + positive(wait);
}

/** The whole duration that the timings account for, ms. */
export function totalOf(timings: Timings): number {
  return responseStartOf(timings) + positive(timings.receive);
}

const positive = (ms: number): number => Math.max(0, ms);
