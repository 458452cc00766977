// Where a trace collector may be, and whether a person wants traces pushed there.
import { fail, ok, type Result } from '../http/result.ts';
import { say } from '../words/say.ts';

/** Where the OpenTelemetry Collector takes OTLP over HTTP unless it is told otherwise. */
export const USUAL_COLLECTOR = 'http://127.0.0.1:4318';

/** Whether traces are pushed, and where to. */
export interface CollectorChoice {
  readonly isOn: boolean;
  /** As `readCollectorUrl` gives it. */
  readonly url: string;
}

/**
 * Reads a collector's address: one of this machine's, because no page of the extension may speak to any other. What it
 * gives is where traces go; `/v1/traces` where no path was given (OTLP/HTTP, "OTLP/HTTP Request").
 */
export function readCollectorUrl(text: string): Result<string> {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return fail('', say('push.noAddress', { text: trimmed }));
  const url = new URL(trimmed);
  const isOwn = /^(?:127\.0\.0\.1|localhost)$/.test(url.hostname);
  if (url.protocol !== 'http:' || !isOwn || url.username + url.password !== '') {
    return fail('', say('push.elsewhere', { usual: USUAL_COLLECTOR }));
  }
  if (url.pathname === '/') url.pathname = '/v1/traces';
  url.hash = '';
  return ok(url.href);
}

/** Reads what was stored; off, at the usual place, where that can't be read. */
export function parseCollector(value: unknown): CollectorChoice {
  const { isOn, url } = (
    typeof value === 'object' && value !== null ? value : {}
  ) as Partial<CollectorChoice>;
  const read = readCollectorUrl(typeof url === 'string' ? url : USUAL_COLLECTOR);
  return read.ok
    ? { isOn: isOn === true, url: read.value }
    : { isOn: false, url: `${USUAL_COLLECTOR}/v1/traces` };
}

/** The match pattern that lets a page of the extension post to it. Capture asks for sites with both schemes. */
export const collectorPattern = (url: string): string => `http://${new URL(url).hostname}/*`;
