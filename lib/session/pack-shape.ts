// What a pack of records is made of: texts for what is read at once, columns of numbers and bytes for all else.
import type { Exchange } from '../http/exchange.ts';
import { readJson } from './json.ts';

/** Records that are stored as one value. What several of them say is said once, in the dictionary. */
export interface RecordPack {
  /** The highest number in it, also after that record was removed. */
  readonly lastSeq: number;
  /** Each tab once. */
  readonly tabIds: readonly number[];
  /**
   * As JSON: `headers` and `shapes` (see `PackedShapes`), and `traits`: what exchanges are alike in, each with the
   * numbers of the shapes of its headers.
   */
  readonly dictionary: string;
  /**
   * The records by number, as a JSON array: one text is far quicker to read than hundreds of values. An exchange is a
   * list of its id, its URL, the number of its traits, and `ownFields` up to the last that it has (null for none); null
   * stands for what could not be read.
   */
  readonly text: string;
  /** `figureFields` of each record. */
  readonly figures: Float64Array;
  /** The header values that shapes leave open, those of the request first: a JSON array for each record that has any … */
  readonly values: Uint8Array;
  /** … and where that of each record ends. */
  readonly ends: Uint32Array;
  /** The number of each record, and … */
  readonly seqs: Float64Array;
  /** … the characters that it had before it was packed. */
  readonly sizes: Uint32Array;
}

/** Numbers in which almost every exchange differs. */
export const figureFields = [
  'startedDateTime',
  'time',
  'responseStart',
  'requestBodySize',
  'responseBodySize',
] as const satisfies (keyof Exchange)[];

/** How many these are; a number of its own, so that readers need not load the names. */
export const FIGURES: (typeof figureFields)['length'] = 5;

/** What few exchanges have, and those have each for itself. */
export const ownFields = [
  'twinId',
  'requestBodyHash',
  'errorBody',
  'redirectURL',
  'timings',
] as const satisfies (keyof Exchange)[];

/** Where the only one among these stands that is no text. */
export const TIMINGS = 4;

/** The header values of the record at a place that its shapes leave open, in order; none where they can't be read. */
export function readValues(values: Uint8Array, ends: Uint32Array, place: number): string[] {
  const from = place === 0 ? 0 : ends[place - 1];
  const read = readJson(decoder.decode(values.subarray(from, ends[place])));
  return Array.isArray(read) ? read.map(String) : [];
}

const decoder = new TextDecoder();
