// How the bytes of a file become exchanges, whatever its format: told apart by how it begins, read piece by piece.
import type { Exchange } from '../http/exchange.ts';
import { joinBytes } from './bytes.ts';
import { createDistinctIds } from './distinct-ids.ts';
import type { Fault, Trouble } from './fault.ts';
import type { FileSink, FormatReader } from './file-format.ts';
import { type FileStart, readStart } from './file-start.ts';
import { createHarFile } from './har-file.ts';
import { createNdjsonFile } from './ndjson-file.ts';

/** What was read since it was asked for last. */
export interface Found {
  readonly exchanges: Exchange[];
  readonly troubles: Trouble[];
}

/** Reads one file. */
export interface FileReader {
  /** Takes the next bytes, which stay the caller's. */
  push(bytes: Uint8Array): void;
  /** After the last bytes; gives the gaps in the capture that the file tells of, when this tool wrote it. */
  end(): string[];
  /** Hands over what was found so far, in the order of the file. */
  take(): Found;
  /** How many exchanges and troubles wait to be taken. */
  readonly waiting: number;
}

const GAP_LENGTH = 1000;
/** So many bytes tell the format of most files. */
const FIRST_LOOK = 64;

/** Begins with a file's first byte. Reads HAR 1.1 and 1.2 and this tool's NDJSON; never throws. */
export function createFileReader(): FileReader {
  let found: Found = { exchanges: [], troubles: [] };
  let gaps: string[] = [];
  let size = 0;
  /** The first bytes, until they tell the format; looked at whenever there are twice as many. */
  let start: Uint8Array[] = [];
  let lookAt = FIRST_LOOK;
  let format: FormatReader | undefined;
  const ids = createDistinctIds();

  const sink: FileSink = {
    exchange(exchange, number) {
      found.exchanges.push(ids.distinct(exchange, number));
    },
    trouble(trouble) {
      found.troubles.push(trouble);
    },
    gaps(value) {
      if (Array.isArray(value)) gaps = value.filter(isGap);
    },
  };
  const begin = ({ format: kind, offset }: FileStart): FormatReader => {
    if (kind === 'har') return createHarFile(sink, offset);
    if (kind === 'ndjson') return createNdjsonFile(sink, offset);
    return unreadable(sink, kind === 'empty' ? 'har.empty' : 'open.utf16');
  };
  const read = (bytes: Uint8Array, isLast: boolean): void => {
    if (format) {
      format.push(bytes);
      return;
    }
    // A copy: what was given may be written over.
    start.push(bytes.slice());
    if (size < lookAt && !isLast) return;
    const first = joinBytes(start, size);
    const known = readStart(first, isLast);
    lookAt = size * 2;
    start = known ? [] : [first];
    if (!known) return;
    format = begin(known);
    format.push(first.subarray(known.offset));
  };

  return {
    push(bytes) {
      size += bytes.length;
      read(bytes, false);
    },
    end() {
      if (!format) read(new Uint8Array(0), true);
      format?.end(size);
      return gaps;
    },
    take() {
      const taken = found;
      found = { exchanges: [], troubles: [] };
      return taken;
    },
    get waiting() {
      return found.exchanges.length + found.troubles.length;
    },
  };
}

/** A file that says nothing but that. */
const unreadable = (sink: FileSink, word: Fault['word']): FormatReader => ({
  push() {},
  end: () => sink.trouble({ number: 0, isLine: false, offset: 0, faults: [{ path: '', word }] }),
});

const isGap = (gap: unknown): gap is string => typeof gap === 'string' && gap.length <= GAP_LENGTH;
