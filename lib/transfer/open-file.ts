// How a file of any size is opened: its bytes in, exchanges out in batches, nothing kept but what is being read.
import type { Exchange } from '../http/exchange.ts';
import type { Problem } from '../http/result.ts';
import { problemOfTrouble, type Trouble } from './fault.ts';
import { createFileReader, type Found } from './file-reader.ts';

/** What the next part of a file held, in its order. */
export interface Opened {
  readonly exchanges: readonly Exchange[];
  /** One for each entry that can't be read (`entry 17`, with its place), or for the file as a whole (`path` ''). */
  readonly problems: readonly Problem[];
  /** With the last batch alone: the gaps in the capture that the file tells of, when this tool wrote it. */
  readonly gaps?: readonly string[];
}

/** As `Opened`, where there is no language to say problems in. */
export interface OpenedData {
  readonly exchanges: readonly Exchange[];
  readonly troubles: readonly Trouble[];
  readonly gaps?: readonly string[];
}

/** How a file is opened. */
export interface OpenOptions {
  /** Hears how many bytes were read so far, once for each chunk. */
  onProgress?(bytesRead: number): void;
  /** Ends the opening with its reason thrown, before the next chunk is read. */
  readonly signal?: AbortSignal;
}

/**
 * Bytes read before what they held is handed over: let go early, it never leaves the memory for new things, which stays
 * small then. With fifteen times as many, reading 1 GB takes twice the memory.
 */
const STRIDE = 65_536;

/**
 * Opens HAR 1.1, HAR 1.2 or this tool's NDJSON, told apart by how it begins; chunks may be of any size and end
 * anywhere. Throws nothing of its own: a file that is neither has a problem and no exchanges.
 */
export async function* openFile(
  chunks: AsyncIterable<Uint8Array>,
  options: OpenOptions = {},
): AsyncGenerator<Opened, void, undefined> {
  for await (const { exchanges, troubles, gaps } of openFileData(chunks, options)) {
    yield { exchanges, problems: troubles.map(problemOfTrouble), ...(gaps && { gaps }) };
  }
}

/** As `openFile`, for a worker. */
export async function* openFileData(
  chunks: AsyncIterable<Uint8Array>,
  { onProgress, signal }: OpenOptions = {},
): AsyncGenerator<OpenedData, void, undefined> {
  const reader = createFileReader();
  let bytesRead = 0;
  signal?.throwIfAborted();
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    for (let at = 0; at < chunk.length; at += STRIDE) {
      reader.push(chunk.subarray(at, at + STRIDE));
      if (reader.waiting > 0) yield reader.take();
    }
    bytesRead += chunk.length;
    onProgress?.(bytesRead);
  }
  signal?.throwIfAborted();
  const gaps = reader.end();
  const last: Found = reader.take();
  yield { ...last, gaps };
}
