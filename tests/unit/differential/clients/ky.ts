// ky 1 over Node's fetch, keeping a log through its own hooks and its `fetch` option.
import ky, { HTTPError, type RetryOptions } from 'ky';
import { type Bench, emptyLog, type Send } from '../compare.ts';

/** What a case may set; everything else stays ky's default. */
export interface KyCase {
  /** Which host the lab is called by: fetch lets nobody choose the Host field. */
  readonly host?: '127.0.0.1' | 'localhost';
  readonly method?: string;
  readonly body?: string;
  readonly retry?: RetryOptions;
}

/** Sends one call with ky. */
export const sendWithKy: Send<KyCase> = async (bench: Bench, path, options = {}, log = emptyLog()) => {
  const { host = '127.0.0.1', method = 'GET', body, retry } = options;
  await ky(`http://${host}:${bench.lab.port}${path}`, {
    method,
    ...(body === undefined ? {} : { body }),
    ...(retry ? { retry } : {}),
    fetch: async (input, init) => {
      log.sent.push(Date.now());
      try {
        return await fetch(input, init);
      } catch (error) {
        log.answers.push({ status: 0, at: Date.now() });
        throw error;
      }
    },
    hooks: {
      afterResponse: [(_request, _options, { status }) => void log.answers.push({ status, at: Date.now() })],
      beforeRetry: [
        ({ error }) => void log.retried.push(error instanceof HTTPError ? error.response.status : 0),
      ],
    },
  }).catch((error: unknown) => {
    if (!(error instanceof HTTPError)) throw error;
  });
  return log;
};
