// One file read as a session: its exchanges as they stand in it, and all that could not be read.
import fs from 'node:fs';
import type { Exchange } from '../lib/http/exchange.ts';
import { formatProblems, type Problem } from '../lib/http/result.ts';
import { openFile } from '../lib/transfer/open-file.ts';
import { compact } from './compact.ts';
import { isSystemFault, systemFault } from './system-fault.ts';

/** What a file held. */
export interface SessionFile {
  /** In the order of the file. */
  readonly exchanges: readonly Exchange[];
  /** Of the file as a whole (`path` '') and of its entries (`entry 17`). */
  readonly problems: readonly Problem[];
  /** What an earlier capture missed. */
  readonly gaps: readonly string[];
}

/** Large enough that reading is no work beside parsing. */
const CHUNK_BYTES = 1 << 18;

/** Reads a file, or standard input for `-`; never throws for what the file or the system does. */
export async function readSessionFile(
  file: string,
  onProgress: (bytesRead: number) => void,
): Promise<SessionFile> {
  const exchanges: Exchange[] = [];
  const problems: Problem[] = [];
  const gaps: string[] = [];
  const chunks = file === '-' ? process.stdin : fs.createReadStream(file, { highWaterMark: CHUNK_BYTES });
  try {
    for await (const opened of openFile(chunks, { onProgress })) {
      for (const exchange of opened.exchanges) exchanges.push(compact(exchange));
      for (const problem of opened.problems) problems.push(problem);
      gaps.push(...(opened.gaps ?? []));
    }
  } catch (error) {
    if (!isSystemFault(error)) throw error;
    problems.push({ path: '', message: `can't be read: ${systemFault(error)}` });
  }
  return { exchanges, problems, gaps };
}

/** Whether the file as a whole, or its end, could not be read: what was read is not all. */
export const isUnusable = (problems: readonly Problem[]): boolean => problems.some(({ path }) => path === '');

/** What is said of each file at most. */
const MOST_TOLD = 20;

/** A line for each problem, with the file's name in front; many are cut short. */
export function problemLines(file: string, problems: readonly Problem[]): string[] {
  const told = problems.slice(0, MOST_TOLD).map((problem) => `${file}: ${formatProblems([problem])}`);
  const more = problems.length - told.length;
  return more > 0 ? [...told, `${file}: ${more} more entries could not be read`] : told;
}

/** A problem's place: an entry of a HAR, or a line of NDJSON, whose first line is no entry. */
function brokenEntry({ path }: Problem): number {
  const [, kind, number] = /^(entry|line) (\d+)$/.exec(path) ?? [];
  return Number(number) - (kind === 'line' ? 1 : 0);
}

/**
 * The places in the file of the exchanges with these ids, the first entry being 1: broken entries count, though they
 * gave no exchange.
 */
export function entryNumbers(
  { exchanges, problems }: Pick<SessionFile, 'exchanges' | 'problems'>,
  ids: ReadonlySet<string>,
): Map<string, number> {
  const broken = new Set(problems.map(brokenEntry));
  const numbers = new Map<string, number>();
  let number = 0;
  for (const { id } of exchanges) {
    number++;
    while (broken.has(number)) number++;
    if (ids.has(id)) numbers.set(id, number);
  }
  return numbers;
}
