// How instants, durations and addresses read in the interface, in the person's own time zone.
import { formatDuration } from '../../lib/retry/duration.ts';
import { say } from '../../lib/words/say.ts';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' });
const number = /* @__PURE__ */ new Intl.NumberFormat('en-GB', { useGrouping: true });

/** An instant (epoch ms) as local time: `12:02:58`, with its date where that differs from `reference`'s. */
export function formatClock(instant: number, reference: number = instant): string {
  const time = clock.format(instant);
  const date = day.format(instant);
  return date === day.format(reference) ? time : `${date} ${time}`;
}

const sayMs = (value: number): string => say('common.ms', { value });
const saySeconds = (value: number | string): string => say('common.seconds', { value });

/** A measured duration in ms: `98 ms`, `1.25 s`, `60.0 s`, `2 m 5 s`; '' when unknown (negative). */
export function formatElapsed(ms: number): string {
  if (ms < 0) return '';
  if (ms < 999.5) return sayMs(ms < 9.95 ? Number(ms.toFixed(1)) : Math.round(ms));
  if (ms < 9995) return saySeconds((ms / 1000).toFixed(2));
  if (ms < 99_950) return saySeconds((ms / 1000).toFixed(1));
  return formatDuration(Math.round(ms / 1000));
}

/** The time between two events in ms, as coarse as a person needs it: `1.9 s`, `31 s`, `1 m 12 s`. */
export function formatGap(ms: number): string {
  if (ms < 999.5) return sayMs(Math.max(0, Math.round(ms)));
  const seconds = ms / 1000;
  return seconds < 9.95 ? saySeconds(Number(seconds.toFixed(1))) : formatDuration(Math.round(seconds));
}

/** The time that is left in ms: `in 14 s`, then `now`. */
export function formatCountdown(ms: number): string {
  return ms > 0 ? say('common.in', { time: formatDuration(Math.ceil(ms / 1000)) }) : say('common.now');
}

/** A count with thousands apart: `29,956`. */
export function formatCount(count: number): string {
  return number.format(count);
}

/** A share 0–1 in per cent, with as many digits as it takes to tell it from 1: `99.1 %`, `99.99 %`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  const digits = percent > 99.9 && percent < 100 ? 3 : 1;
  // Cut, not rounded: 99.996 % must not read as 100 %.
  return `${Number((Math.floor(percent * 10 ** digits + 1e-6) / 10 ** digits).toFixed(digits))} %`;
}

/** The two parts of a URL that tell calls apart: path with query, and host; the whole text when it is no URL. */
export function splitUrl(url: string): { path: string; host: string } {
  if (!URL.canParse(url)) return { path: url, host: '' };
  const { pathname, search, host } = new URL(url);
  return { path: pathname + search, host };
}
