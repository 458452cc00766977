// Files in pieces, as a disk or a network gives them, opened to their end.
import type { Exchange } from '../../../../lib/http/exchange.ts';
import type { Problem } from '../../../../lib/http/result.ts';
import { type OpenOptions, openFile } from '../../../../lib/transfer/open-file.ts';

/** A text's bytes, or a copy of bytes. */
export const bytesOf = (file: string | Uint8Array): Uint8Array =>
  typeof file === 'string' ? new TextEncoder().encode(file) : new Uint8Array(file);

/** The bytes in pieces that end at these places, or of this size. */
export async function* chunksOf(
  file: string | Uint8Array,
  ends: readonly number[] | number,
): AsyncGenerator<Uint8Array> {
  const bytes = bytesOf(file);
  let at = 0;
  const places =
    typeof ends === 'number'
      ? Array.from({ length: Math.ceil(bytes.length / ends) }, (_, index) => (index + 1) * ends)
      : [...ends, bytes.length];
  for (const end of places) {
    // What was given is spoilt as soon as the next is asked for: nobody may rest on it.
    const chunk = bytes.slice(at, end);
    yield chunk;
    chunk.fill(0x22);
    at = Math.max(at, end);
  }
}

/** All that a file holds. */
export interface Whole {
  readonly exchanges: Exchange[];
  readonly problems: Problem[];
  readonly gaps: readonly string[];
}

/** Opens a file in pieces of so many bytes, or pieces that end at these places. */
export async function openWhole(
  file: string | Uint8Array,
  ends: readonly number[] | number = 65_536,
  options: OpenOptions = {},
): Promise<Whole> {
  const exchanges: Exchange[] = [];
  const problems: Problem[] = [];
  let gaps: readonly string[] | undefined;
  for await (const batch of openFile(chunksOf(file, ends), options)) {
    if (gaps) throw new Error('Something came after the gaps');
    exchanges.push(...batch.exchanges);
    problems.push(...batch.problems);
    gaps = batch.gaps;
  }
  if (!gaps) throw new Error('No gaps were told');
  return { exchanges, problems, gaps };
}

/** One line for each problem. */
export const linesOf = (problems: readonly Problem[]): string[] =>
  problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
