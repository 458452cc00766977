// How a duration is written for a person: `8 s`, `1 m 12 s`, `10 h 24 m`.
import { say } from '../words/say.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

// Sums of milliseconds divided by 1000 come out a hair short (0.29 * 100 is 28.999…): truncate after a microsecond.
const slack = 1e-6;

/**
 * A duration in its two most significant units, truncated, zero parts dropped: 584 → `9 m 44 s`,
 * 37448 → `10 h 24 m`, 60 → `1 m`. Days from 48 h on. Below a minute in seconds with up to two decimals
 * (one from 10 s on, three below 10 ms): 0.35 → `0.35 s`, 28.14 → `28.1 s`. Negative durations carry
 * a minus sign; what is not a finite number reads `–`. The units are those of the language.
 */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds < 0) {
    const positive = formatDuration(-seconds);
    return positive === '0 s' ? positive : `−${positive}`;
  }
  const exact = seconds + slack;
  if (exact < minute) return `${truncateSeconds(exact)} ${say('unit.s')}`;
  const whole = Math.floor(exact);
  if (whole >= 2 * day)
    return join(Math.floor(whole / day), 'unit.d', Math.floor((whole % day) / hour), 'unit.h');
  if (whole >= hour)
    return join(Math.floor(whole / hour), 'unit.h', Math.floor((whole % hour) / minute), 'unit.m');
  return join(Math.floor(whole / minute), 'unit.m', whole % minute, 'unit.s');
}

function truncateSeconds(seconds: number): number {
  const scale = seconds >= 10 ? 10 : seconds >= 0.01 ? 100 : 1000;
  return Math.floor(seconds * scale) / scale;
}

type Unit = `unit.${'d' | 'h' | 'm' | 's'}`;

function join(major: number, majorUnit: Unit, minor: number, minorUnit: Unit): string {
  const first = `${major} ${say(majorUnit)}`;
  return minor === 0 ? first : `${first} ${minor} ${say(minorUnit)}`;
}
