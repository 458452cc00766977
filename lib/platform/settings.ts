// What a person has chosen, kept in the browser's storage and parsed when read.
import browser from 'webextension-polyfill';
import type { Assignment } from '../providers/catalogue.ts';

const ASSIGNMENTS = 'assignments';
const PRESERVE_LOG = 'preserveLog';

/** Hosts that a person has assigned to providers, in the order they were made. */
export async function readAssignments(): Promise<Assignment[]> {
  return parseAssignments((await browser.storage.local.get(ASSIGNMENTS))[ASSIGNMENTS]);
}

/** Replaces the assignments. */
export function writeAssignments(assignments: readonly Assignment[]): Promise<void> {
  return browser.storage.local.set({ [ASSIGNMENTS]: assignments });
}

/** Runs with the new assignments whenever any page changes them. */
export function onAssignmentsChanged(listener: (assignments: Assignment[]) => void): void {
  browser.storage.local.onChanged.addListener((changes) => {
    const change = changes[ASSIGNMENTS];
    if (change) listener(parseAssignments(change.newValue));
  });
}

/** Whether rows outlive a navigation; false until a person says so. */
export async function readPreserveLog(): Promise<boolean> {
  return (await browser.storage.local.get(PRESERVE_LOG))[PRESERVE_LOG] === true;
}

export function writePreserveLog(preserve: boolean): Promise<void> {
  return browser.storage.local.set({ [PRESERVE_LOG]: preserve });
}

/** Runs `onNew` once in each browser session: storage.session is emptied when the browser closes. */
export async function onceABrowserSession(onNew: () => Promise<void>): Promise<void> {
  const { running } = await browser.storage.session.get('running');
  if (running === true) return;
  await onNew();
  await browser.storage.session.set({ running: true });
}

function parseAssignments(value: unknown): Assignment[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return [];
    const { pattern, provider } = item as Partial<Assignment>;
    return typeof pattern === 'string' && typeof provider === 'string' ? [{ pattern, provider }] : [];
  });
}
