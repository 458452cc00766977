// What makes two requests the same: method, URL without the parts that change by themselves, and body.
import type { Exchange } from '../http/exchange.ts';
import { fingerprint } from './fingerprint.ts';

// Dropped whatever their value: they exist only to differ, or to prove who signed the rest.
const volatileNames = new Set([
  '_dc',
  'cachebust',
  'cachebuster',
  'nocache',
  'nonce',
  'oauth_nonce',
  'oauth_signature',
  'oauth_timestamp',
  'sig',
  'signature',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-signature',
  'x-goog-date',
  'x-goog-signature',
  'x-sdk-date',
]);

// Dropped only when the value is a clock reading or a random number: `?t=users` means something.
const clockNames = new Set([
  '_',
  '__',
  '_t',
  '_ts',
  'cb',
  'r',
  'rand',
  'random',
  'rnd',
  't',
  'timestamp',
  'ts',
]);
// The letters that those names begin with, a bit for each (a letter's case is not among its low five bits): most
// parameters begin otherwise and need not be cut out of the URL.
const firstLetters = [...volatileNames, ...clockNames].reduce(
  (bits, name) => bits | (1 << (name.charCodeAt(0) & 31)),
  0,
);
const clockValue = /^(?:\d{9,17}|0?\.\d{3,})$/;

const bodyless = new Set(['GET', 'HEAD', 'OPTIONS', 'DELETE', 'TRACE', 'CONNECT']);

/**
 * A URL without its fragment and without query parameters that change from one sending to the next:
 * cache-busters, timestamps, nonces, signatures. Order and everything else stay, so pages and cursors differ.
 */
export function normalizeUrl(url: string): string {
  const hash = url.indexOf('#');
  const whole = hash < 0 ? url : url.slice(0, hash);
  const question = whole.indexOf('?');
  if (question < 0 || !hasVolatile(whole, question + 1)) return whole;
  const parameters = whole.slice(question + 1).split('&');
  const kept = parameters.filter((parameter) => !isVolatile(parameter));
  const path = whole.slice(0, question);
  return kept.length > 0 ? `${path}?${kept.join('&')}` : path;
}

/** The request itself, whoever sent it: method, normalised URL, body. Equal keys mean the same request. */
export function requestKey(exchange: Exchange): string {
  return `${exchange.method} ${normalizeUrl(exchange.url)} ${bodyPart(exchange)}`;
}

/** The request itself and what else tells it from others, as a number. */
export function requestFingerprint(exchange: Exchange, ...scope: readonly string[]): number {
  return fingerprint(...scope, exchange.method, normalizeUrl(exchange.url), bodyPart(exchange));
}

/** The request and where it came from (tab and initiator), as a number: equal keys mean the same call. */
export function callKey(exchange: Exchange): number {
  const { tabId, initiator, method, url } = exchange;
  return fingerprint(String(tabId), initiator, method, normalizeUrl(url), bodyPart(exchange));
}

/** False where a body may have been sent that nobody saw: sameness is then likely, not known. */
export function isBodyKnown(exchange: Exchange): boolean {
  if (exchange.requestBodyHash !== '' || exchange.requestBodySize === 0) return true;
  return exchange.requestBodySize < 0 && bodyless.has(exchange.method.toUpperCase());
}

/** Scheme, host and port of an absolute URL, as text; the whole text when it has no `://`. */
export function originOf(url: string): string {
  const scheme = url.indexOf('://');
  if (scheme < 0) return url;
  const end = url.slice(scheme + 3).search(/[/?#]/);
  return end < 0 ? url : url.slice(0, scheme + 3 + end);
}

function bodyPart(exchange: Exchange): string {
  if (exchange.requestBodyHash !== '') return exchange.requestBodyHash;
  return exchange.requestBodySize > 0 ? `${exchange.requestBodySize} B` : '';
}

/** Whether a parameter from `at` on is volatile; written for the many URLs in which none is. */
function hasVolatile(url: string, at: number): boolean {
  for (let start = at; start < url.length; ) {
    const ampersand = url.indexOf('&', start);
    const end = ampersand < 0 ? url.length : ampersand;
    const first = (firstLetters >>> (url.charCodeAt(start) & 31)) & 1;
    if (first === 1 && isVolatile(url.slice(start, end))) return true;
    start = end + 1;
  }
  return false;
}

function isVolatile(parameter: string): boolean {
  const equals = parameter.indexOf('=');
  const name = (equals < 0 ? parameter : parameter.slice(0, equals)).toLowerCase();
  if (volatileNames.has(name)) return true;
  return equals >= 0 && clockNames.has(name) && clockValue.test(parameter.slice(equals + 1));
}
