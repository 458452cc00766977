// The openai 6 client over Node's fetch, its log read from the lines that it gives its own `logger`.
import OpenAI, { APIError } from 'openai';
import { type Bench, emptyLog, type Send } from '../compare.ts';

/** What a case may set; everything else stays the client's default. */
export interface OpenaiCase {
  readonly host?: '127.0.0.1' | 'localhost';
  readonly method?: 'get' | 'post';
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxRetries?: number;
}

/** Sends one call with an openai client of its own. */
export const sendWithOpenai: Send<OpenaiCase> = async (
  bench: Bench,
  path,
  options = {},
  log = emptyLog(),
) => {
  const { host = '127.0.0.1', method = 'get', headers = {}, maxRetries } = options;
  const read = (line: string): void => {
    if (line.endsWith('sending request')) log.sent.push(Date.now());
    const told = /(?:with status (\d+) in \d+ms|connection failed)(?: - (retrying))?/.exec(line);
    if (!told) return;
    const status = Number(told[1] ?? 0);
    log.answers.push({ status, at: Date.now() });
    if (told[2]) log.retried.push(status);
  };
  const client = new OpenAI({
    apiKey: 'none',
    baseURL: `http://${host}:${bench.lab.port}`,
    // "sending request" is a line of the debug level; the outcome is told at both levels, so it is read at one.
    logLevel: 'debug',
    logger: {
      error: read,
      warn: read,
      info: read,
      debug: (line) => {
        if (line.endsWith('sending request')) read(line);
      },
    },
    ...(maxRetries === undefined ? {} : { maxRetries }),
  });
  const body = method === 'post' ? { body: { model: 'none', input: 'Hello' } } : {};
  await client[method](path, { ...body, headers }).catch((error: unknown) => {
    if (!(error instanceof APIError)) throw error;
  });
  return log;
};
