// How the lists in RateLimit, RateLimit-Policy and RateLimit-Limit read (draft-ietf-httpapi-ratelimit-headers).
import { type Dictionary, type List, parseDictionary, parseList, Token } from 'structured-headers';
import { say } from '../words/say.ts';
import type { HeaderProblem } from './rate-limit-fields.ts';

/** A quota as the server set it. */
export interface Quota {
  /** '' in the drafts before 08, whose quotas have no names. */
  readonly name: string;
  /** Units per window. */
  readonly limit: number;
  /** Seconds, null when not stated. */
  readonly windowSeconds: number | null;
  /** What is counted where that is not requests (`content-bytes`), else ''. */
  readonly unit: string;
}

/** How a quota stands for this client now. */
export interface Standing {
  readonly name: string;
  readonly limit: number | null;
  readonly remaining: number | null;
  /** Seconds until more is available, null when not stated. */
  readonly resetSeconds: number | null;
}

/** Longer than any honest list; what lies beyond is not worth the time to read it. */
const longestField = 8_192;
const mostItems = 64;

/**
 * Reads quotas: `"default";q=100;w=60` (draft 08 on; a token may stand for the string), or `100, 1000;w=3600` as in
 * RateLimit-Policy and RateLimit-Limit before it. q counts units, w is seconds. What can't be read goes to `problems`.
 */
export function readQuotas(field: string, text: string, problems: HeaderProblem[]): Quota[] {
  const report = (reason: string) => problems.push({ field, raw: text, reason });
  const quotas: Quota[] = [];
  for (const [item, parameters] of parsed(parseList, text, report) ?? []) {
    const bare = countOf(item);
    const name = bare === undefined ? nameOf(item) : '';
    const limit = bare ?? countOf(parameters.get('q'));
    if (name === undefined) report(say('http.not.named'));
    else if (limit === undefined) report(say('http.not.quota'));
    else {
      const unit = nameOf(parameters.get('qu')) ?? '';
      quotas.push({
        name,
        limit,
        windowSeconds: secondsOf(parameters, 'w', report),
        unit: unit === 'requests' ? '' : unit,
      });
    }
  }
  return quotas;
}

/**
 * Reads the RateLimit field: `"default";r=50;t=30` (draft 08 on) or `limit=100, remaining=50, reset=30` (draft 07).
 * r counts units, t is seconds until more is available. What can't be read goes to `problems`.
 */
export function readStandings(text: string, problems: HeaderProblem[]): Standing[] {
  const report = (reason: string) => problems.push({ field: 'RateLimit', raw: text, reason });
  if (/^ *(?:limit|remaining|reset)=/.test(text)) return readDictionary(text, report);
  const standings: Standing[] = [];
  for (const [item, parameters] of parsed(parseList, text, report) ?? []) {
    const name = nameOf(item);
    const remaining = countOf(parameters.get('r'));
    if (name === undefined) report(say('http.not.named'));
    else if (remaining === undefined) report(say('http.not.left'));
    else standings.push({ name, limit: null, remaining, resetSeconds: secondsOf(parameters, 't', report) });
  }
  return standings;
}

type Report = (reason: string) => void;

function readDictionary(text: string, report: Report): Standing[] {
  const members = parsed(parseDictionary, text, report);
  if (!members) return [];
  const count = (key: string): number | null => {
    const member = members.get(key);
    if (!member) return null;
    const value = countOf(member[0]);
    if (value === undefined) report(say('http.not.member', { key }));
    return value ?? null;
  };
  return [{ name: '', limit: count('limit'), remaining: count('remaining'), resetSeconds: count('reset') }];
}

/** The parser's answer, cut to a sensible size; undefined, and reported, where there is none. */
function parsed<T extends List | Dictionary>(
  parse: (text: string) => T,
  text: string,
  report: Report,
): T | undefined {
  if (text.length > longestField) {
    report(say('http.not.short', { most: longestField }));
    return undefined;
  }
  try {
    const value = parse(text);
    if (Array.isArray(value)) {
      if (value.length === 0) report(say('http.not.given'));
      if (value.length > mostItems) report(say('http.not.few', { most: mostItems }));
      value.splice(mostItems);
    }
    return value;
  } catch (error) {
    const [, offset] = /at offset (\d+)$/.exec(String(error)) ?? [];
    report(
      offset === undefined
        ? say('http.not.structured')
        : say('http.not.structuredFrom', { place: Number(offset) + 1 }),
    );
    return undefined;
  }
}

/** A parameter in whole seconds, null when it was not sent or, reported, is none. */
function secondsOf(parameters: ReadonlyMap<string, unknown>, key: string, report: Report): number | null {
  if (!parameters.has(key)) return null;
  const seconds = countOf(parameters.get(key));
  if (seconds === undefined) report(say('http.not.parameter', { key }));
  return seconds ?? null;
}

/** Counts and delta seconds are non-negative integers throughout the draft. */
const countOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Token ? value.toString() : undefined;
}
