// undici 7's RetryAgent, its log kept by the diagnostics channels that it publishes for each request it dispatches.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Agent, errors, RetryAgent, type RetryHandler, request } from 'undici';
import { type Bench, emptyLog, type Send } from '../compare.ts';

/** What a case may set; everything else stays RetryAgent's default. */
export interface UndiciCase {
  readonly host?: string;
  readonly method?: 'GET' | 'PUT' | 'POST';
  readonly body?: string;
  readonly retry?: RetryHandler.RetryOptions;
}

interface Told {
  readonly request: { readonly path: string; readonly origin: string };
  readonly response?: { readonly statusCode: number };
}

/** Sends one call through a RetryAgent of its own. */
export const sendWithUndici: Send<UndiciCase> = async (
  bench: Bench,
  path,
  options = {},
  log = emptyLog(),
) => {
  const { host = 'api.memfault.com', method = 'GET', body, retry = {} } = options;
  const isOurs = ({ request }: Told) => request.path === path && request.origin === bench.lab.origin;
  const on = (channel: string, heard: (told: Told) => void): (() => void) => {
    const listener = (message: unknown) => {
      if (isOurs(message as Told)) heard(message as Told);
    };
    subscribe(channel, listener);
    return () => void unsubscribe(channel, listener);
  };
  const stops = [
    on('undici:request:create', () => {
      const before = log.answers.at(-1);
      if (before) log.retried.push(before.status);
      log.sent.push(Date.now());
    }),
    on('undici:request:headers', ({ response }) => {
      log.answers.push({ status: response?.statusCode ?? 0, at: Date.now() });
    }),
    on('undici:request:error', () => {
      if (log.answers.length < log.sent.length) log.answers.push({ status: 0, at: Date.now() });
    }),
  ];
  const dispatcher = new RetryAgent(new Agent(), retry);
  try {
    const { body: answer } = await request(`${bench.lab.origin}${path}`, {
      dispatcher,
      method,
      headers: { host },
      ...(body === undefined ? {} : { body }),
    });
    await answer.dump();
  } catch (error) {
    if (!(error instanceof errors.RequestRetryError)) throw error;
  } finally {
    for (const stop of stops) stop();
    await dispatcher.close();
  }
  return log;
};
