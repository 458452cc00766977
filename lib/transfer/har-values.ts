// How instants, durations, sizes and addresses are written in a HAR file, and read from one.
import type { Header } from '../http/exchange.ts';

/** 9999-12-31T23:59:59.999Z: later years need more than the four digits of HAR's dates. */
const LAST_INSTANT = 253_402_300_799_999;

/** Epoch ms as ISO 8601 in UTC; what no four-digit year can hold becomes the epoch. */
export function isoInstant(epochMs: number): string {
  return new Date(epochMs >= 0 && epochMs <= LAST_INSTANT ? epochMs : 0).toISOString();
}

const separators = [
  [4, '-'],
  [7, '-'],
  [10, 'T'],
  [13, ':'],
  [16, ':'],
] as const;

/** Fraction and time zone, which follow the 19 characters of date and time. */
const tailPattern = /^(?:[.,](\d{1,12}))?(?:Z|([+-])(\d\d):?(\d\d))$/i;

/** An ISO 8601 instant with its time zone as epoch ms, null when it is none or lies before 1970. */
export function parseInstant(text: string): number | null {
  for (const [at, separator] of separators) if (text[at] !== separator) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (!(year >= 1969 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return null;
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null;
  const tail = readTail(text);
  if (tail === null) return null;
  const instant = Date.UTC(year, month - 1, day, hour, minute, second) + tail;
  return instant >= 0 && instant <= LAST_INSTANT ? instant : null;
}

/** Milliseconds to add for the fraction, less those of the time zone. */
function readTail(text: string): number | null {
  // What browsers write, `….000Z`, without the detour of a pattern: there is one in every entry.
  if (text.length === 24 && text[19] === '.' && text[23] === 'Z') {
    const ms = digits(text, 20, 3);
    return Number.isNaN(ms) ? null : ms;
  }
  const match = tailPattern.exec(text.slice(19));
  if (!match) return null;
  const [, fraction = '0', sign, hours = '0', minutes = '0'] = match;
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  const zone = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return Number(fraction.padEnd(3, '0').slice(0, 3)) - (sign === '-' ? -zone : zone);
}

/** So many decimal digits as a number; NaN where one is none. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (monthDays[month - 1] ?? 0);
}

/** A duration as HAR wants it: ms, not negative. */
export function writtenDuration(ms: number): number {
  return Number.isFinite(ms) && ms > 0 ? ms : 0;
}

/** A size as HAR wants it: whole bytes, −1 when unknown. */
export function writtenSize(bytes: number): number {
  return Number.isFinite(bytes) && bytes >= 0 ? Math.round(bytes) : -1;
}

/** True for an IPv4 or IPv6 address without brackets, port or zone: all that HAR's `serverIPAddress` may hold. */
export function isIpAddress(text: string): boolean {
  if (text.includes(':')) return /^[0-9a-f:.]{2,45}$/i.test(text) && URL.canParse(`http://[${text}]/`);
  return /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

/** The parameters of an address, decoded; none where it cannot be read. */
export function queryOf(url: string): Header[] {
  if (!url.includes('?') || !URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}
