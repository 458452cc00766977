// What a person has chosen, kept in the browser's storage and parsed when read.

import { parseArrangement } from '../providers/arrangement.ts';
import type { Assignment } from '../providers/catalogue.ts';
import { parseCollector } from '../providers/collector.ts';
import { type ColumnLayout, parseColumnLayout } from '../session/column-layout.ts';
import { parseRetention } from '../session/retention.ts';
import { parseNames } from '../transfer/redact-names.ts';
import { browser } from './browser.ts';

/** '' follows DevTools or the system. */
export type Theme = 'light' | 'dark' | '';

/** One value in storage.local, the same for every page. */
export interface Stored<T> {
  read(): Promise<T>;
  write(value: T): Promise<void>;
  /** Runs with the new value whenever any page changes it. */
  onChanged(listener: (value: T) => void): void;
}

/** A value under `key`; `parse` makes one of whatever is there, undefined included. */
export function stored<T>(key: string, parse: (value: unknown) => T): Stored<T> {
  return {
    read: async () => parse((await browser.storage.local.get(key))[key]),
    write: (value) => browser.storage.local.set({ [key]: value }),
    onChanged: (listener) =>
      browser.storage.local.onChanged.addListener((changes) => {
        const change = changes[key];
        if (change) listener(parse(change.newValue));
      }),
  };
}

/** Runs with the value as it is, and whenever any page changes it; `warn` hears why it could not be read. */
export function follow<T>(
  value: Stored<T>,
  listener: (value: T) => void,
  warn: (problem: unknown) => void,
): void {
  value.read().then(listener, warn);
  value.onChanged(listener);
}

/** Hosts that a person has assigned to providers, in the order they were made. */
export const hostAssignments = /* @__PURE__ */ stored('assignments', parseAssignments);

/** Whether rows outlive a navigation; false until a person says so. */
export const preserveLog = /* @__PURE__ */ stored('preserveLog', isTrue);

/** Whether capture reads what Chromium shows only with `extraHeaders`; false until a person says so. */
export const extraHeaders = /* @__PURE__ */ stored('extraHeaders', isTrue);

/** What a person made of the list's columns. */
export const columnLayout: Stored<ColumnLayout> = /* @__PURE__ */ stored('columns', parseColumnLayout);

/** Which providers are used, and in which order. */
export const arrangement = /* @__PURE__ */ stored('providers', parseArrangement);

/** How much the session log keeps. */
export const retention = /* @__PURE__ */ stored('retention', parseRetention);

/** Names that a person wants redacted beside those that are known. */
export const redactedNames: Stored<readonly string[]> = /* @__PURE__ */ stored('redactedNames', parseNames);

/** Whether traces are pushed to a collector, and where it is; off until a person says so. */
export const collector = /* @__PURE__ */ stored('collector', parseCollector);

/** How the pages look, whatever the system and DevTools say. */
export const theme = /* @__PURE__ */ stored('theme', parseTheme);

/** True in Chromium; Firefox shows those fields and requests without being asked. */
export function extraHeadersSupported(): boolean {
  const { OnSendHeadersOptions: options } = browser.webRequest as unknown as {
    readonly OnSendHeadersOptions?: { readonly EXTRA_HEADERS?: string };
  };
  return options?.EXTRA_HEADERS !== undefined;
}

function isTrue(value: unknown): boolean {
  return value === true;
}

function parseTheme(value: unknown): Theme {
  return value === 'light' || value === 'dark' ? value : '';
}

function parseAssignments(value: unknown): readonly Assignment[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return [];
    const { pattern, provider } = item as Partial<Assignment>;
    return typeof pattern === 'string' && typeof provider === 'string' ? [{ pattern, provider }] : [];
  });
}
