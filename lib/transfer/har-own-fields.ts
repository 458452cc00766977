// How the fields that this tool adds to a HAR entry are read back: each is taken only if it makes sense.
import type { CaptureSource, Exchange, ExchangeState, Gap, Match } from '../http/exchange.ts';
import type { HarEntryExtension } from './har.ts';
import { isFields } from './har-reader.ts';

/** What a file's `_retryscope` says, as far as it can be believed. */
export type OwnFields = Partial<HarEntryExtension>;

const states: readonly ExchangeState[] = ['pending', 'complete', 'failed'];
const sources: readonly CaptureSource[] = ['web-request', 'devtools', 'both', 'file'];
const matches: readonly Match[] = ['exact', 'inferred', 'none'];
const gaps: readonly Gap[] = ['start-missed', 'no-end', 'tab-closed', 'capture-off'];
const serviceWorkers: readonly Exchange['serviceWorker'][] = ['intercepted', 'initiated'];

const TEXT_LIMIT = 256;
const ADDRESS_LIMIT = 65_536;
const DURATION_LIMIT = 1e12;

/** The fields that are valid; null where the entry was not written by this tool. */
export function readOwnFields(value: unknown): OwnFields | null {
  if (!isFields(value)) return null;
  const own: { -readonly [K in keyof OwnFields]: OwnFields[K] } = {};
  if (isText(value.id, TEXT_LIMIT) && value.id !== '') own.id = value.id;
  if (isText(value.twinId, TEXT_LIMIT)) own.twinId = value.twinId;
  if (isCount(value.tabId)) own.tabId = value.tabId;
  if (isText(value.initiator, ADDRESS_LIMIT)) own.initiator = value.initiator;
  if (isOneOf(states, value.state)) own.state = value.state;
  if (isOneOf(sources, value.source)) own.source = value.source;
  if (isOneOf(matches, value.match)) own.match = value.match;
  if (isOneOf(gaps, value.gap)) own.gap = value.gap;
  if (isOneOf(serviceWorkers, value.serviceWorker)) own.serviceWorker = value.serviceWorker;
  if (isText(value.requestBodyHash, TEXT_LIMIT)) own.requestBodyHash = value.requestBodyHash;
  if (isDuration(value.responseStart)) own.responseStart = value.responseStart;
  if (isDuration(value.startedDateTime, Number.MAX_SAFE_INTEGER)) own.startedDateTime = value.startedDateTime;
  if (value.time === -1) own.time = -1;
  if (isText(value.serverIPAddress, TEXT_LIMIT)) own.serverIPAddress = value.serverIPAddress;
  if (value.timings === 'derived') own.timings = 'derived';
  return own;
}

function isText(value: unknown, limit: number): value is string {
  return typeof value === 'string' && value.length <= limit;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= -1;
}

function isDuration(value: unknown, limit = DURATION_LIMIT): value is number {
  return typeof value === 'number' && value >= -1 && value <= limit;
}

function isOneOf<T extends string>(allowed: readonly T[], value: unknown): value is T {
  return allowed.some((word) => word === value);
}
