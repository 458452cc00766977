// got 14 as it comes, keeping a log through its own hooks.
import { got, HTTPError, type Method, type RetryOptions } from 'got';
import { type Bench, emptyLog, type Send } from '../compare.ts';

/** What a case may set; everything else stays got's default. */
export interface GotCase {
  readonly host?: string;
  readonly method?: Method;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly retry?: Partial<RetryOptions>;
  /** Cuts the delay that got computed, ms. */
  readonly atMost?: number;
}

/** Sends one call with got. */
export const sendWithGot: Send<GotCase> = async (bench: Bench, path, options = {}, log = emptyLog()) => {
  const {
    host = 'api.memfault.com',
    method = 'GET',
    body,
    headers = {},
    retry = {},
    atMost = Infinity,
  } = options;
  await got(`${bench.lab.origin}${path}`, {
    method,
    headers: { host, ...headers },
    ...(body === undefined ? {} : { body }),
    retry: {
      calculateDelay({ computedValue, error }) {
        if (!error.response) log.answers.push({ status: 0, at: Date.now() });
        return Math.min(computedValue, atMost);
      },
      ...retry,
    },
    hooks: {
      beforeRequest: [() => void log.sent.push(Date.now())],
      afterResponse: [
        (response) => {
          log.answers.push({ status: response.statusCode, at: Date.now() });
          return response;
        },
      ],
      beforeRetry: [(error) => void log.retried.push(error.response?.statusCode ?? 0)],
    },
  }).catch((error: unknown) => {
    if (!(error instanceof HTTPError)) throw error;
  });
  return log;
};
