// What the reader of a format is given and gives.
import type { Exchange } from '../http/exchange.ts';
import type { Trouble } from './fault.ts';

/** Where the reader of a format puts what it finds, in the order of the file. */
export interface FileSink {
  /** `number`: the entry's or the line's, the first being 1. */
  exchange(exchange: Exchange, number: number): void;
  trouble(trouble: Trouble): void;
  /** The list of gaps in the capture as it stands there. */
  gaps(value: unknown): void;
}

/** Reads what follows the byte order mark. */
export interface FormatReader {
  push(bytes: Uint8Array): void;
  /** `size`: bytes of the whole file. */
  end(size: number): void;
}
