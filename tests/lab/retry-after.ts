// How a test asks for Retry-After and Date fields in a query, and the three date forms of RFC 9110 §5.6.7.
import { Refusal } from './refusal.ts';

/** A field line to send. */
export type Field = readonly [name: string, value: string];

/** The preferred form and the two obsolete ones. */
export type DateForm = 'imf' | 'rfc850' | 'asctime';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

/** Writes an instant (epoch ms, cut to whole seconds) as an HTTP date, always UTC. */
export function formatHttpDate(form: DateForm, at: number): string {
  const date = new Date(at);
  const day = days[date.getUTCDay()] ?? '';
  const month = months[date.getUTCMonth()] ?? '';
  const dayOfMonth = date.getUTCDate();
  const year = date.getUTCFullYear();
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  if (form === 'imf') return `${day.slice(0, 3)}, ${two(dayOfMonth)} ${month} ${year} ${clock} GMT`;
  if (form === 'rfc850') return `${day}, ${two(dayOfMonth)}-${month}-${two(year % 100)} ${clock} GMT`;
  return `${day.slice(0, 3)} ${month} ${String(dayOfMonth).padStart(2)} ${clock} ${year}`;
}

/**
 * Reads `retry-after`, `retry-after-date` with `in`, `date` and `clock` from a query. Repeated parameters
 * become repeated fields. `clock` sets the server's clock wrong by that many seconds: its Date and the
 * dates of Retry-After shift together. Throws `Refusal` for a value that makes no sense.
 */
export function timeFields(query: URLSearchParams, now: number): Field[] {
  const fields: Field[] = query.getAll('retry-after').map((value) => ['Retry-After', value]);
  const clock = now + numberIn(query, 'clock', 0) * 1000;
  const ahead = query.getAll('in');
  query.getAll('retry-after-date').forEach((form, index) => {
    if (form !== 'imf' && form !== 'rfc850' && form !== 'asctime') {
      throw new Refusal(`retry-after-date is imf, rfc850 or asctime, not "${form}"`);
    }
    const seconds = Number(ahead[index] ?? ahead[0] ?? 0);
    if (!(Math.abs(seconds) < 1e10)) throw new Refusal('in is a number of seconds');
    fields.push(['Retry-After', formatHttpDate(form, clock + seconds * 1000)]);
  });
  const date = query.get('date');
  if (date !== null) fields.push(['Date', date]);
  else if (query.has('clock') || query.has('retry-after-date')) {
    fields.push(['Date', formatHttpDate('imf', clock)]);
  }
  return fields;
}

/** A number from a query, within ±`limit`; throws `Refusal` when it is anything else. */
export function numberIn(query: URLSearchParams, name: string, fallback: number, limit = 1e10): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  if (text.trim() === '' || !(Math.abs(value) <= limit)) {
    throw new Refusal(`${name} is a number, at most ${limit}, not "${text}"`);
  }
  return value;
}
