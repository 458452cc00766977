// Which numbers are status codes, and what class each belongs to (RFC 9110 §15).
import { quoted, shown } from './quoted.ts';
import { fail, ok, type Result } from './result.ts';

/**
 * The class of a status: `none` when there was no response (0), `unknown` for a number outside 100–599,
 * which RFC 9110 §15 gives no class.
 */
export type StatusClass = 'none' | 'interim' | 'success' | 'redirect' | 'client' | 'server' | 'unknown';

const classes: readonly StatusClass[] = ['interim', 'success', 'redirect', 'client', 'server'];

/** Reads a status code from 100 to 599: a number, or exactly three digits with white space around them. */
export function parseStatus(input: string | number): Result<number> {
  const text = String(input).trim();
  const code = /^[1-5][0-9][0-9]$/.test(text) ? Number(text) : 0;
  if (code) return ok(code);
  const isNumber = text !== '' && !Number.isNaN(Number(text));
  return fail('', `${isNumber ? shown(text) : quoted(text)} is not a status from 100 to 599`);
}

/** The class of a status code; never throws, whatever the number. */
export function statusClass(status: number): StatusClass {
  if (status === 0) return 'none';
  return classes[Math.floor(status / 100) - 1] ?? 'unknown';
}
