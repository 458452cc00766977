// How a page of the extension posts to a trace collector on this machine.
import type { CollectorAnswer } from '../providers/collector-pack.ts';

/** As OpenTelemetry's exporters have it. */
const TIME_LIMIT_MS = 10_000;
/** An answer's body is a short message, or not for us. */
const MOST_BODY = 65_536;

/** Posts OTLP/JSON; never rejects. */
export async function postTraces(url: string, body: string): Promise<CollectorAnswer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
    const headers = [...response.headers].map(([name, value]) => ({ name, value }));
    return { status: response.status, headers, body: (await response.text()).slice(0, MOST_BODY), error: '' };
  } catch (error) {
    return {
      status: 0,
      headers: [],
      body: '',
      error: error instanceof Error ? error.message : String(error),
    };
  }
}
