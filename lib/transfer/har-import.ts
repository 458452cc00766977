// How a HAR file's text becomes exchanges: entry by entry, a broken one named and left out, the rest kept.
import type { Exchange } from '../http/exchange.ts';
import { fail, ok, type Problem, type Result } from '../http/result.ts';
import { sayJoined } from '../words/joined.ts';
import { say } from '../words/say.ts';
import { exchangeFromHarEntry } from './har-entry.ts';
import { type Fields, isFields } from './har-reader.ts';
import { DEPTH_LIMIT, isDeeperThan } from './json-depth.ts';

/** What a file held. */
export interface ImportedHar {
  readonly exchanges: Exchange[];
  /** One for the whole file (`path` '') or one per broken entry (`entry 17`; the first is entry 1). */
  readonly problems: Problem[];
  /** Gaps in the capture that the file tells of, when this tool wrote it. */
  readonly gaps: string[];
}

/** The file, its log and the list of entries stand above an entry. */
const LEVELS_ABOVE = 3;

/** A broken entry is told by its first few problems. */
const PROBLEMS_TOLD = 3;

/** Reads HAR 1.1 or 1.2. Never throws; ids are the file's own when this tool wrote it, else `har.<entry number>`. */
export function importHar(text: string): ImportedHar {
  const log = readLog(text);
  if (!log.ok) return { exchanges: [], problems: [...log.problems], gaps: [] };
  const exchanges: Exchange[] = [];
  const problems: Problem[] = [];
  let hasOwnIds = false;
  const { entries } = log.value;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    // Read once, an entry is let go: a large file's tree would otherwise be kept, and swept, to the end.
    entries[index] = null;
    const id = `har.${index + 1}`;
    const result = readEntry(entry, id, index + 1);
    if (result.ok) {
      exchanges.push(result.value);
      if (result.value.id !== id) hasOwnIds = true;
    } else {
      problems.push(...result.problems);
    }
  }
  const gaps = gapsOf(log.value.extension);
  return { exchanges: hasOwnIds ? withDistinctIds(exchanges) : exchanges, problems, gaps };
}

function readEntry(entry: unknown, id: string, number: number): Result<Exchange> {
  // Header lists, the bulk of a file, are read as flat or not at all: no need to measure them as well.
  if (isDeeperThan(entry, DEPTH_LIMIT - LEVELS_ABOVE, 'headers')) {
    return fail(say('har.entry', { number }), say('har.deep', { most: DEPTH_LIMIT }));
  }
  const result = exchangeFromHarEntry(entry, id);
  if (result.ok) return result;
  const told = result.problems.slice(0, PROBLEMS_TOLD);
  const texts = told.map(({ path, message }) => `${path} ${message}`.trim());
  return fail(say('har.entry', { number }), sayJoined('join.semicolon', texts));
}

/** Two entries with one id would be one row: the later ones get a number. */
function withDistinctIds(exchanges: readonly Exchange[]): Exchange[] {
  const taken = new Set(exchanges.map(({ id }) => id));
  const copies = new Map<string, number>();
  return exchanges.map((exchange) => {
    let copy = copies.get(exchange.id) ?? 0;
    let id = exchange.id;
    while (copy > 0 && taken.has(id)) id = `${exchange.id}.${++copy}`;
    taken.add(id);
    copies.set(exchange.id, Math.max(1, copy));
    return id === exchange.id ? exchange : { ...exchange, id };
  });
}

interface Log {
  readonly entries: unknown[];
  readonly extension: unknown;
}

function readLog(text: string): Result<Log> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  if (!isFields(parsed.value) || !isFields(parsed.value.log)) {
    return fail('', say('har.noLog'));
  }
  const log: Fields = parsed.value.log;
  if (!Array.isArray(log.entries)) return fail('', say('har.noEntries'));
  return ok({ entries: log.entries, extension: log._retryscope });
}

/** Some tools write a byte order mark, which JSON does not know. */
function parseJson(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text));
  } catch {
    return fail('', say(text.trim() === '' ? 'har.empty' : 'har.notJson'));
  }
}

function gapsOf(extension: unknown): string[] {
  if (!isFields(extension) || !Array.isArray(extension.gaps)) return [];
  return extension.gaps.filter(
    (gap: unknown): gap is string => typeof gap === 'string' && gap.length <= 1000,
  );
}
