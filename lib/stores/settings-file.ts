// A person's settings as a file: what it holds, and how one is read back.
import { fail, ok, type Result } from '../http/result.ts';
import { type Arrangement, parseArrangement } from '../providers/arrangement.ts';
import type { Assignment } from '../providers/catalogue.ts';
import { parseHostPattern } from '../providers/host-pattern.ts';
import type { Retention } from '../session/log-record.ts';
import { parseRetention } from '../session/retention.ts';
import { parseNames } from '../transfer/redact-names.ts';
import { say } from '../words/say.ts';

/** The settings that go along; grants do not: the browser alone gives them. */
export interface PortableSettings {
  readonly assignments: readonly Assignment[];
  /** Which providers are used, and in which order. */
  readonly providers: Arrangement;
  readonly preserveLog: boolean;
  readonly extraHeaders: boolean;
  readonly retention: Retention;
  readonly redactedNames: readonly string[];
  /** '' follows DevTools or the system. */
  readonly theme: 'light' | 'dark' | '';
}

const FORMAT = 'retryscope-settings';
const VERSION = 1;

/** The file's text. */
export function writeSettings(settings: PortableSettings): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...settings }, null, 2)}\n`;
}

/**
 * Reads a file's text. A setting that is missing or not whole keeps its `current` value, and is named in `problems`; so
 * is each assignment that can't be used. Fails where the text is no such file.
 */
export function readSettings(
  text: string,
  current: PortableSettings,
): Result<{ readonly settings: PortableSettings; readonly problems: readonly string[] }> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('', say('store.file.notJson'));
  }
  const file = (value ?? {}) as Partial<Record<keyof PortableSettings | 'format' | 'version', unknown>>;
  if (file.format !== FORMAT) return fail('', say('store.file.notOurs'));
  if (file.version !== VERSION) return fail('', say('store.file.version', { version: String(file.version) }));
  const problems: string[] = [];
  const flag = (name: 'preserveLog' | 'extraHeaders'): boolean => {
    const found = file[name];
    if (typeof found === 'boolean') return found;
    problems.push(say('store.file.flag', { name }));
    return current[name];
  };
  const settings: PortableSettings = {
    assignments: readAssignments(file.assignments, problems) ?? current.assignments,
    providers: readArrangement(file.providers, problems) ?? current.providers,
    preserveLog: flag('preserveLog'),
    extraHeaders: flag('extraHeaders'),
    retention: parseRetention(file.retention ?? current.retention),
    redactedNames: parseNames(file.redactedNames ?? current.redactedNames),
    theme: file.theme === 'light' || file.theme === 'dark' ? file.theme : '',
  };
  return ok({ settings, problems });
}

function readArrangement(value: unknown, problems: string[]): Arrangement | null {
  // Files from before there was such a choice say nothing of it.
  if (value === undefined) return null;
  const { order, off } = Object(value);
  const isWhole = [order, off].every(
    (ids) => Array.isArray(ids) && ids.every((id) => typeof id === 'string'),
  );
  if (isWhole) return parseArrangement(value);
  problems.push(say('store.file.providers'));
  return null;
}

function readAssignments(value: unknown, problems: string[]): Assignment[] | null {
  if (!Array.isArray(value)) {
    problems.push(say('store.file.assignments'));
    return null;
  }
  const byPattern = new Map<string, Assignment>();
  for (const item of value as Partial<Assignment>[]) {
    const pattern = typeof item?.pattern === 'string' ? parseHostPattern(item.pattern) : null;
    if (pattern?.ok && typeof item.provider === 'string') {
      byPattern.set(pattern.value.text, { pattern: pattern.value.text, provider: item.provider });
    } else problems.push(say('store.file.assignment', { pattern: String(item?.pattern) }));
  }
  return [...byPattern.values()];
}
