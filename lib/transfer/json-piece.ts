// How a piece of a file becomes a JSON value: its depth and size are known by then, its bytes must be UTF-8.
import type { Fault } from './fault.ts';
import { DEPTH_LIMIT } from './json-depth.ts';

/** What stands at a place of the file. */
export interface Piece {
  /** JSON as it stands, good until the call returns; empty where it was refused. */
  readonly bytes: Uint8Array;
  /** Bytes before it in the file. */
  readonly offset: number;
  /** Why its bytes are not given. */
  readonly refusal?: 'deep' | 'large' | 'cut';
}

/** The value; null and a fault where it can't be read. */
export function readJson({ bytes, refusal }: Piece, faults: Fault[]): unknown {
  if (refusal) {
    faults.push({ path: '', ...refusals[refusal] });
    return null;
  }
  const text = readText(bytes);
  if (text === null) faults.push({ path: '', word: 'open.notUtf8' });
  else {
    try {
      return JSON.parse(text);
    } catch {
      faults.push({ path: '', word: 'open.notJson' });
    }
  }
  return null;
}

const refusals = {
  deep: { word: 'har.deep', values: { most: DEPTH_LIMIT } },
  large: { word: 'open.large' },
  cut: { word: 'open.cut' },
} as const satisfies Record<string, Omit<Fault, 'path'>>;

let decoder: TextDecoder | undefined;

/** The text of bytes; null where they are no UTF-8. */
export function readText(bytes: Uint8Array): string | null {
  decoder ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
