// What a file is, told by how it begins.
import { isFields } from './har-reader.ts';
import { readText } from './json-piece.ts';
import { isSpace } from './json-value-scan.ts';
import { isLineType } from './ndjson-line.ts';

/** A format, and how many bytes stand before it (a byte order mark). */
export interface FileStart {
  readonly format: 'har' | 'ndjson' | 'utf16' | 'empty';
  readonly offset: number;
}

/** Longer first lines are a HAR's. */
const FIRST_LINE = 1_000_000;
/** So many bytes, once past the space, tell a HAR by the name of its one member, and ours by that of its first. */
const FIRST_NAME = 64;

const LINE_FEED = 0x0a;

/** What the first bytes tell; undefined where it takes more. `isAll`: there are no more. */
export function readStart(bytes: Uint8Array, isAll: boolean): FileStart | undefined {
  if (bytes.length < 3 && !isAll) return undefined;
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { format: 'utf16', offset: 2 };
  }
  const offset = first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
  const at = endOfSpace(bytes, offset);
  if (at === bytes.length && isAll) return { format: 'empty', offset };
  if (at === bytes.length && at < FIRST_LINE) return undefined;
  const name = firstName(bytes.subarray(at, at + FIRST_NAME));
  if (name === 'log') return { format: 'har', offset };
  if (name === 'type') return { format: 'ndjson', offset };
  const line = bytes.indexOf(LINE_FEED, at);
  if (line < 0 && !isAll && bytes.length < FIRST_LINE) return undefined;
  return { format: isOurLine(bytes.subarray(at, line < 0 ? bytes.length : line)) ? 'ndjson' : 'har', offset };
}

function endOfSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isSpace(bytes[at] as number)) at++;
  return at;
}

/** The name of an object's first member, as far as these bytes tell it. */
function firstName(bytes: Uint8Array): string {
  const ascii = String.fromCharCode(...bytes);
  return /^\{\s*"(\w+)"/.exec(ascii)?.[1] ?? '';
}

/** A line of which the members stand in another order, as other programs write it. */
function isOurLine(bytes: Uint8Array): boolean {
  const text = readText(bytes.subarray(0, FIRST_LINE));
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isFields(value) && isLineType(value.type);
  } catch {
    return false;
  }
}
