// How the bytes of this tool's NDJSON become exchanges, line by line: a broken one is named and left out, the rest kept.

import { joinBytes } from './bytes.ts';
import { FAULTS_TOLD, type Fault } from './fault.ts';
import type { FileSink, FormatReader } from './file-format.ts';
import { isFields } from './har-reader.ts';
import { DEPTH_LIMIT } from './json-depth.ts';
import { type Piece, readJson } from './json-piece.ts';
import { isSpace, ValueScan } from './json-value-scan.ts';
import { ndjsonFormat } from './ndjson-export.ts';
import { isLineType, readLine } from './ndjson-line.ts';

const LINE_FEED = 0x0a;
/** Longer lines are passed over. */
const SIZE_LIMIT = 200_000_000;

/** Reads NDJSON that begins after so many bytes. */
export function createNdjsonFile(sink: FileSink, offset: number): FormatReader {
  const scan = new ValueScan();
  let number = 0;
  let base = offset;
  let held: Uint8Array[] = [];
  let heldSize = 0;
  /** Whether the first line was there, and the last. */
  let isOpen = false;
  let isNewer = false;

  const takeLine = (bytes: Uint8Array, isLarge: boolean): void => {
    number++;
    const start = bytes.findIndex((byte) => !isSpace(byte));
    const at = base;
    if (isNewer || (start < 0 && !isLarge)) return;
    const faults: Fault[] = [];
    const value = readJson({ bytes, offset: at, ...refusalOf(scan, bytes, start, isLarge) }, faults);
    if (faults.length === 0) takeValue(value, faults);
    if (faults.length > 0) {
      sink.trouble({ number, isLine: true, offset: at, faults: faults.slice(0, FAULTS_TOLD) });
    }
  };
  const takeValue = (value: unknown, faults: Fault[]): void => {
    if (!isFields(value)) faults.push({ path: '', word: 'har.notObject' });
    else if (!isLineType(value.type)) faults.push({ path: 'type', word: 'open.type' });
    else if (value.type === 'summary') isOpen = false;
    else if (value.type === 'session') {
      isOpen = true;
      isNewer = Number(value.retryscope_format) > ndjsonFormat;
      if (isNewer) faults.push({ path: '', word: 'open.newer' });
      sink.gaps(readList(value.gaps));
    } else {
      const exchange = readLine(value, `har.${number}`, faults);
      if (faults.length === 0) sink.exchange(exchange, number);
    }
  };
  const endLine = (piece: Uint8Array, start: number, end: number): void => {
    heldSize += end - start;
    const isLarge = heldSize > SIZE_LIMIT;
    const last = piece.subarray(start, end);
    const bytes = isLarge
      ? new Uint8Array(0)
      : held.length === 0
        ? last
        : joinBytes([...held, last], heldSize);
    takeLine(bytes, isLarge);
    base += heldSize + 1;
    held = [];
    heldSize = 0;
  };

  return {
    push(piece) {
      let start = 0;
      for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, start)) {
        endLine(piece, start, end);
        start = end + 1;
      }
      if (start === piece.length) return;
      heldSize += piece.length - start;
      if (heldSize > SIZE_LIMIT) held = [];
      else held.push(piece.slice(start));
    },
    end(size) {
      if (heldSize > 0) endLine(new Uint8Array(0), 0, 0);
      if (isOpen && !isNewer) {
        sink.trouble({ number: 0, isLine: false, offset: size, faults: [{ path: '', word: 'open.ends' }] });
      }
    },
  };
}

function refusalOf(
  scan: ValueScan,
  bytes: Uint8Array,
  start: number,
  isLarge: boolean,
): Pick<Piece, 'refusal'> {
  if (isLarge) return { refusal: 'large' };
  scan.begin(bytes[start] as number);
  scan.read(bytes, start);
  return scan.mostDepth > DEPTH_LIMIT ? { refusal: 'deep' } : {};
}

/** A list that stands in a text. */
function readList(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    return undefined;
  }
}
