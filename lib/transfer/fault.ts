// What is wrong with a file, as data: which entry, where in the file, which fields; and how that is said.
import type { Problem } from '../http/result.ts';
import { sayJoined } from '../words/joined.ts';
import { say, type Values, type Word } from '../words/say.ts';

/** One field that can't be read; a worker has no language, so it is said elsewhere. */
export interface Fault {
  /** `response.status`; '' for the whole. */
  readonly path: string;
  readonly word: Word;
  readonly values?: Values;
}

/** What kept an entry, or something else of a file, from being read. */
export interface Trouble {
  /** The entry's or the line's number, the first being 1; 0 for the file as a whole. */
  readonly number: number;
  /** Whether its number counts lines. */
  readonly isLine: boolean;
  /** Bytes before it in the file. */
  readonly offset: number;
  /** The first few. */
  readonly faults: readonly Fault[];
}

/** A broken entry is told by its first few faults. */
export const FAULTS_TOLD = 3;

/** The fault in words. */
export const problemOfFault = ({ path, word, values }: Fault): Problem => ({
  path,
  message: say(word, values),
});

/** The trouble in words: `entry 17`, what is wrong, and the byte at which it begins. */
export function problemOfTrouble({ number, isLine, offset, faults }: Trouble): Problem {
  const texts = faults.map(problemOfFault).map(({ path, message }) => `${path} ${message}`.trim());
  const message = sayJoined('join.semicolon', texts);
  if (number === 0 && offset === 0) return { path: '', message };
  const path = number === 0 ? '' : say(isLine ? 'open.line' : 'har.entry', { number });
  return { path, message: say('open.at', { message, offset }) };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isFault = (value: unknown): value is Fault =>
  isRecord(value) &&
  typeof value.path === 'string' &&
  typeof value.word === 'string' &&
  /^(?:har|open)\./.test(value.word) &&
  (value.values === undefined ||
    (isRecord(value.values) &&
      Object.values(value.values).every((one) => /^(?:string|number)$/.test(typeof one))));

/** True for a trouble as another thread of this program sends it. */
export const isTrouble = (value: unknown): value is Trouble =>
  isRecord(value) &&
  typeof value.isLine === 'boolean' &&
  Number.isSafeInteger(value.number) &&
  Number.isSafeInteger(value.offset) &&
  Array.isArray(value.faults) &&
  value.faults.every(isFault);
