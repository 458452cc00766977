// What the popup and the background say to each other about a tab's failures, and how each reads it.
import type { FailedExchange } from '../session/tab-failures.ts';
import { isBag, isFigure, isInteger, isText } from './shape.ts';

/** A port of its own: the popup hears a handful of failures, and not the whole log. */
export const FAILURES_PORT = 'retryscope.failures';

/** To the background, first of all; what is answered is a list of `FailedExchange`, whenever it changes. */
export interface FailuresRequest {
  readonly tabId: number;
  /** The most to be told of. */
  readonly most: number;
}

/** Reads the request; null where it is none. */
export function parseFailuresRequest(value: unknown): FailuresRequest | null {
  if (!isBag(value)) return null;
  const { tabId, most } = value;
  return isInteger(tabId) && isInteger(most) && most > 0 ? { tabId, most } : null;
}

/** Reads the answer; null where it is not whole. */
export function parseFailures(value: unknown): FailedExchange[] | null {
  return Array.isArray(value) && value.every(isFailedExchange) ? value : null;
}

const isFailedExchange = (value: unknown): value is FailedExchange =>
  isBag(value) &&
  [value.id, value.method, value.url].every(isText) &&
  [value.status, value.receivedAt].every(isFigure) &&
  typeof value.lacksResponse === 'boolean' &&
  Array.isArray(value.headers) &&
  value.headers.every((header) => isBag(header) && isText(header.name) && isText(header.value));
