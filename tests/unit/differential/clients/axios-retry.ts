// axios 1 with axios-retry 4, keeping a log through interceptors and `onRetry`.
import axios, { isAxiosError } from 'axios';
import axiosRetry, { type IAxiosRetryConfig } from 'axios-retry';
import { type Bench, emptyLog, type Send } from '../compare.ts';

/** What a case may set; everything else stays axios-retry's default. */
export interface AxiosRetryCase {
  readonly host?: string;
  readonly method?: string;
  readonly body?: string;
  readonly retry?: IAxiosRetryConfig;
}

/** Sends one call with an axios of its own. */
export const sendWithAxiosRetry: Send<AxiosRetryCase> = async (
  bench: Bench,
  path,
  options = {},
  log = emptyLog(),
) => {
  const { host = 'api.memfault.com', method = 'GET', body, retry = {} } = options;
  const client = axios.create({ baseURL: bench.lab.origin, headers: { host }, proxy: false });
  client.interceptors.request.use((config) => {
    log.sent.push(Date.now());
    return config;
  });
  // Before axios-retry's own, which answers for a failure only once the retries are over.
  client.interceptors.response.use(
    (response) => {
      log.answers.push({ status: response.status, at: Date.now() });
      return response;
    },
    (error: unknown) => {
      const status = isAxiosError(error) ? (error.response?.status ?? 0) : Number.NaN;
      log.answers.push({ status, at: Date.now() });
      return Promise.reject(error);
    },
  );
  axiosRetry(client, {
    ...retry,
    onRetry: (_count, { response }) => void log.retried.push(response?.status ?? 0),
  });
  await client
    .request({ url: path, method, ...(body === undefined ? {} : { data: body }) })
    .catch((error: unknown) => {
      if (!isAxiosError(error)) throw error;
    });
  return log;
};
