// The three ways HTTP writes an instant (RFC 9110 §5.6.7), read and written without the local time zone.

const shortDays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const longDays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const shortDay = `(?:${shortDays.join('|')})`;
const longDay = `(?:${longDays.join('|')})`;
const month = `(?<month>${months.join('|')})`;
const time = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)';

/** `Sun, 06 Nov 1994 08:49:37 GMT` */
const imfFixdate = new RegExp(`^${shortDay}, (?<day>\\d\\d) ${month} (?<year>\\d{4}) ${time} GMT$`);
/** `Sunday, 06-Nov-94 08:49:37 GMT` */
const rfc850Date = new RegExp(`^${longDay}, (?<day>\\d\\d)-${month}-(?<year>\\d\\d) ${time} GMT$`);
/** `Sun Nov  6 08:49:37 1994` */
const asctimeDate = new RegExp(`^${shortDay} ${month} (?<day>\\d\\d| \\d) ${time} (?<year>\\d{4})$`);

/** `Wednesday, 09-Nov-94 08:49:37 GMT`: nothing longer can be a date. */
const longestDate = 33;

/**
 * Reads an HTTP-date in any of its three forms: IMF-fixdate, RFC 850 and asctime (always UTC).
 * `now` is epoch ms; an RFC 850 year is the latest with those two digits that is not more than 50 years
 * after it. Returns epoch ms, or null for anything else: names are case-sensitive, the day must exist.
 *
 * Two leniencies. A weekday that does not fit the date is accepted, because the instant is clear without
 * it. 23:59:60, the grammar's leap second, is the following midnight, since epoch time has no leap
 * seconds; 60 at any other minute is no time of day.
 */
export function parseHttpDate(text: string, now: number): number | null {
  if (text.length > longestDate) return null;
  const full = imfFixdate.exec(text) ?? asctimeDate.exec(text);
  if (full) return toEpoch(readFields(full));
  const short = rfc850Date.exec(text);
  return short ? toEpoch(inCentury(readFields(short), now)) : null;
}

/**
 * Writes an instant (epoch ms, cut to whole seconds) as an IMF-fixdate, the only form to be generated.
 * Returns '' for what four year digits cannot hold: outside the years 0000–9999, or not a number.
 */
export function formatHttpDate(epochMs: number): string {
  const date = new Date(epochMs);
  const year = date.getUTCFullYear();
  // ECMAScript defines toUTCString as exactly this form (§21.4.4.43), whatever the zone or language.
  return year >= 0 && year <= 9999 ? date.toUTCString() : '';
}

interface DateFields {
  readonly year: number;
  readonly monthIndex: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

function readFields({ groups = {} }: RegExpExecArray): DateFields {
  return {
    year: Number(groups.year),
    monthIndex: months.indexOf(groups.month ?? ''),
    day: Number(groups.day),
    hour: Number(groups.hour),
    minute: Number(groups.minute),
    second: Number(groups.second),
  };
}

/** Epoch ms of a date and time that exist, else null. */
function toEpoch(fields: DateFields): number | null {
  const { year, monthIndex, day, hour, minute, second } = fields;
  const isLeapSecond = hour === 23 && minute === 59 && second === 60;
  if (hour > 23 || minute > 59 || (second > 59 && !isLeapSecond)) return null;
  const midnight = utcMidnight(year, monthIndex, day);
  // A day past the end of its month has rolled over into the next.
  if (midnight.getUTCMonth() !== monthIndex || midnight.getUTCDate() !== day) return null;
  return midnight.getTime() + timeOfDay(fields);
}

/** The fields with their two-digit year made full: the latest such year not more than 50 years after `now`. */
function inCentury(fields: DateFields, now: number): DateFields {
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() + 50);
  const lastYear = limit.getUTCFullYear();
  const year = lastYear - ((((lastYear - fields.year) % 100) + 100) % 100);
  const instant = utcMidnight(year, fields.monthIndex, fields.day).getTime() + timeOfDay(fields);
  return { ...fields, year: instant > limit.getTime() ? year - 100 : year };
}

function utcMidnight(year: number, monthIndex: number, day: number): Date {
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  const date = new Date(0);
  date.setUTCFullYear(year, monthIndex, day);
  return date;
}

/** Milliseconds since midnight; the leap second is the next day's first. */
const timeOfDay = ({ hour, minute, second }: DateFields): number =>
  ((hour * 60 + minute) * 60 + second) * 1000;
