// How a client's own log is held against what Retryscope made of the traffic: calls, attempts, waits, findings.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../lib/providers/catalogue.ts';
import type { Evidence } from '../../../lib/retry/calls.ts';
import type { Row } from '../../../lib/session/row.ts';
import { buildRows } from '../../../lib/session/rows.ts';
import { watchWire } from '../../fixtures/wire.ts';
import { type Lab, startLab } from '../../lab/server.ts';

/** What a client said, through its own hooks, about one call. Epoch ms. */
export interface ClientLog {
  /** Each time it sent the request. */
  readonly sent: number[];
  /** Each answer it saw, as it came; status 0 for a broken connection. */
  readonly answers: { readonly status: number; readonly at: number }[];
  /** The answers after which it said that it would try again. */
  readonly retried: number[];
}

/** A log with nothing in it. */
export const emptyLog = (): ClientLog => ({ sent: [], answers: [], retried: [] });

/** One call as Retryscope sees it. */
export interface SeenCall {
  readonly rows: readonly Row[];
  /** `<severity> <finding>` of every row, in order. */
  readonly findings: readonly string[];
  readonly messages: readonly string[];
}

/** A lab with its wire watched. */
export interface Bench {
  readonly lab: Lab;
  /** The URL's path for a fresh sequence of replies: `codes` as `/sequence` takes them. */
  path(codes: string, query?: Record<string, string>): string;
  /** All calls seen so far: every request of the bench is grouped and audited together. */
  calls(): SeenCall[];
  /** The call whose log this is: exactly one must have its URL, and all its figures must be the log's. */
  match(path: string, log: ClientLog): SeenCall;
  stop(): Promise<void>;
}

/** Clients that let no one choose the Host field (fetch) reach these providers by a person's assignment. */
const catalogue = createCatalogue(builtInPacks, genericPack, [
  { pattern: '127.0.0.1', provider: 'memfault' },
  { pattern: 'localhost', provider: 'huawei-oce' },
]);

/** A timer may fire a millisecond early, and each end rounds to whole milliseconds. */
const earlyMs = 2;
/** How late a timer and its request may be on a busy machine; less than the shortest wait that must stand out, 1 s. */
const lateMs = 900;

/** Starts a lab and watches it. */
export async function startBench(): Promise<Bench> {
  const lab = await startLab();
  const wire = watchWire(lab);
  let sequences = 0;
  const calls = (): SeenCall[] => {
    const byCall = Map.groupBy(buildRows(wire.exchanges(), catalogue), ({ attempt }) => attempt.callId);
    return [...byCall.values()].map((rows) => ({
      rows,
      findings: rows.flatMap((row) => row.findings.map(({ id, severity }) => `${severity} ${id}`)),
      messages: rows.flatMap((row) => row.findings.map(({ message }) => message)),
    }));
  };
  return {
    lab,
    path(codes, query = {}) {
      const search = new URLSearchParams(query).toString();
      return `/sequence/${++sequences}/${codes}${search && `?${search}`}`;
    },
    calls,
    match(path, log) {
      const found = calls().filter(({ rows }) => rows.some(({ exchange }) => exchange.url.endsWith(path)));
      expect(found, `calls to ${path}`).toHaveLength(1);
      const call = found[0] ?? { rows: [], findings: [], messages: [] };
      expectAsLogged(call.rows, log);
      return call;
    },
    async stop() {
      wire.stop();
      await lab.stop();
    },
  };
}

/** Attempts and statuses are those of the client's log, and each exchange lies within what the client saw of it. */
export function expectAsLogged(rows: readonly Row[], { sent, answers, retried }: ClientLog): void {
  expect(rows.map(({ attempt }) => attempt.attempt)).toEqual(sent.map((_, index) => index + 1));
  expect(rows.map(({ exchange }) => exchange.status)).toEqual(answers.map(({ status }) => status));
  expect(rows.slice(0, -1).map(({ exchange }) => exchange.status)).toEqual(retried);
  for (const [index, { exchange }] of rows.entries()) {
    const { startedDateTime: start, time } = exchange;
    const name = `attempt ${index + 1}`;
    expect(start, `start of ${name}`).toBeGreaterThanOrEqual((sent[index] ?? Number.NaN) - earlyMs);
    expect(time, `duration of ${name}`).toBeGreaterThanOrEqual(0);
    expect(start + time, `end of ${name}`).toBeLessThanOrEqual((answers[index]?.at ?? Number.NaN) + earlyMs);
  }
}

/** Waits between the attempts of a call as they went over the wire, ms. */
export function waitsOf(rows: readonly Row[]): number[] {
  return rows.slice(1).map(({ exchange }, index) => {
    const before = rows[index]?.exchange;
    return before ? exchange.startedDateTime - before.startedDateTime - before.time : Number.NaN;
  });
}

/** Sends one call to a path of the bench's lab and tells what the client says that it did, in `log` as it happens. */
export type Send<Options> = (
  bench: Bench,
  path: string,
  options?: Options,
  log?: ClientLog,
) => Promise<ClientLog>;

/** One call and what is expected of the client, and of the audit for each retry in the client's log. */
export interface DifferentialCase<Options> {
  readonly does: string;
  readonly codes: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly options?: Options;
  /** What the client is known to be answered: shows that the case is the one meant. */
  readonly statuses: readonly number[];
  /** Findings for every retry, `<severity> <finding>`. */
  readonly perRetry?: readonly string[];
  /** The least waits before the retries, ms, where the client has a rule for them. */
  readonly waits?: readonly number[];
  /** What the retries are recognised by; likeness unless the client sends more. */
  readonly evidence?: Evidence;
  readonly retryAfter?: 'invalid' | 'seconds' | 'date';
}

/** Runs all cases at once against one lab, then holds each against its log, and the number of calls against theirs. */
export function describeClient<Options>(
  name: string,
  send: Send<Options>,
  cases: readonly DifferentialCase<Options>[],
): void {
  describe(name, () => {
    let bench: Bench;
    let runs: { path: string; log: ClientLog }[] = [];
    beforeAll(async () => {
      bench = await startBench();
      // The first call of a process is slow in itself: waits are measured from the second on.
      const warm = bench.path('200');
      runs = [{ path: warm, log: await send(bench, warm) }];
      const others = await Promise.all(
        cases.map(async ({ codes, query, options }) => {
          const path = bench.path(codes, query);
          return { path, log: await send(bench, path, options) };
        }),
      );
      runs.push(...others);
    }, 20_000);
    afterAll(() => bench.stop());

    it.each(cases.map((wanted, index) => [wanted.does, wanted, index] as const))('%s', (_, wanted, index) => {
      const { path, log } = runs[index + 1] ?? { path: '', log: emptyLog() };
      expect(log.answers.map(({ status }) => status)).toEqual(wanted.statuses);
      const { rows, findings } = bench.match(path, log);
      const { evidence = 'heuristic', perRetry = [], waits = [], retryAfter = 'none' } = wanted;
      expect(rows.slice(1).map(({ attempt }) => attempt.evidence)).toEqual(log.retried.map(() => evidence));
      expect(findings).toEqual(log.retried.flatMap(() => perRetry));
      expect(rows[0]?.annotation.advice.retryAfter.kind).toBe(retryAfter);
      const measured = waitsOf(rows);
      for (const [retry, least] of waits.entries()) {
        expect(measured[retry], `wait before retry ${retry + 1}`).toBeGreaterThanOrEqual(least - earlyMs);
        expect(measured[retry], `wait before retry ${retry + 1}`).toBeLessThan(least + lateMs);
      }
    });

    it('makes as many calls and attempts as the logs tell of', () => {
      const calls = bench.calls();
      expect(calls).toHaveLength(runs.length);
      const sent = runs.reduce((sum, { log }) => sum + log.sent.length, 0);
      expect(calls.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(sent);
    });
  });
}
