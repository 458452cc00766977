// Finds the entries of a HAR's log in bytes that come in pieces of any size, and keeps no more than one of them.
import { joinBytes } from './bytes.ts';
import { DEPTH_LIMIT } from './json-depth.ts';
import type { Piece } from './json-piece.ts';
import { isSpace, ValueScan } from './json-value-scan.ts';

/** Larger entries are passed over: one that no text can hold would end the reading of all others. */
const SIZE_LIMIT = 200_000_000;
/** So much of a name, or of what stands in an object's place, is enough to know it. */
const SHORT = 1000;

/** What a file is, when all of it was read. */
export interface HarShape {
  /** How far it went: no JSON; a value that is no object; an object; one with a log; entries in it. */
  readonly found: 'nothing' | 'value' | 'object' | 'log' | 'entries';
  /** It ended before what it had begun. */
  readonly isCut: boolean;
}

/** Hears what is found, in the order of the file. */
export interface HarListener {
  /** The next element of `log.entries`. */
  entry(piece: Piece): void;
  /** A member of the log that was asked for. */
  member(name: string, piece: Piece): void;
  /** Something stands where it must not; the rest is read on. */
  misplaced(what: 'twice' | 'odd' | 'behind', offset: number): void;
}

/** What is being read, from the outside in; the number is that of the levels around it. */
const place = { file: 0, root: 1, log: 2, entries: 3 } as const;
type Place = (typeof place)[keyof typeof place];

type Purpose = 'skip' | 'key' | 'member' | 'entry' | 'root';

const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];
const [QUOTE, COLON, COMMA] = [0x22, 0x3a, 0x2c];
const nothing = new Uint8Array(0);

/** Reads one HAR; `wanted` are the log's members to be told of besides its entries. */
export class HarScan {
  readonly #listener: HarListener;
  readonly #wanted: ReadonlySet<string>;
  readonly #sizeLimit: number;
  readonly #scan = new ValueScan();
  readonly #decoder = new TextDecoder();
  /** Bytes before the piece that is being read. */
  #base: number;
  #place: Place = place.file;
  #next: 'value' | 'key' | 'colon' | 'comma' | 'end' = 'value';
  #key = '';
  #found: HarShape['found'] = 'nothing';
  #isOdd = false;
  #isInValue = false;
  #purpose: Purpose = 'skip';
  #valueOffset = 0;
  /** What came of the value in earlier pieces. */
  #held: Uint8Array[] = [];
  #heldSize = 0;

  constructor(listener: HarListener, wanted: readonly string[], offset = 0, sizeLimit = SIZE_LIMIT) {
    this.#listener = listener;
    this.#wanted = new Set(wanted);
    this.#base = offset;
    this.#sizeLimit = sizeLimit;
  }

  /** Takes the next piece; nothing of it is kept but copies. */
  push(piece: Uint8Array): void {
    let at = 0;
    while (at < piece.length) {
      at = this.#isInValue ? this.#readValue(piece, at, at) : this.#readBetween(piece, at);
    }
    this.#base += piece.length;
  }

  /** To be called after the last piece. */
  end(): HarShape {
    if (this.#isInValue && this.#purpose === 'entry') {
      this.#listener.entry({ bytes: nothing, offset: this.#valueOffset, refusal: 'cut' });
    } else if (this.#isInValue && this.#purpose === 'root' && this.#scan.isScalar) {
      // A number goes on to the end of the file.
      this.#finish(nothing, 0, 0);
    }
    return { found: this.#found, isCut: this.#next !== 'end' };
  }

  /** One byte between values. */
  #readBetween(piece: Uint8Array, at: number): number {
    const byte = piece[at] as number;
    if (isSpace(byte)) return at + 1;
    switch (this.#place) {
      case place.file:
        return this.#inFile(piece, at, byte);
      case place.entries:
        return this.#inEntries(piece, at, byte);
      default:
        return this.#inObject(piece, at, byte);
    }
  }

  #inFile(piece: Uint8Array, at: number, byte: number): number {
    if (this.#next === 'end') {
      if (!this.#isOdd) this.#misplaced('behind', at);
      this.#isOdd = true;
      return piece.length;
    }
    if (byte !== OPEN_OBJECT) return this.#begin('root', piece, at);
    this.#found = 'object';
    return this.#enter(place.root, 'key', at);
  }

  #inObject(piece: Uint8Array, at: number, byte: number): number {
    if (byte === CLOSE_OBJECT) return this.#leave(at);
    switch (this.#next) {
      case 'colon':
        this.#next = 'value';
        return byte === COLON ? at + 1 : this.#odd(at);
      case 'value':
        return this.#inMember(piece, at, byte);
      case 'comma':
        this.#next = 'key';
        return byte === COMMA ? at + 1 : this.#odd(at);
      default:
        if (byte === QUOTE) return this.#begin('key', piece, at);
        if (byte === CLOSE_LIST || byte === COMMA || byte === COLON) return this.#odd(at) + 1;
        this.#odd(at);
        return this.#begin('skip', piece, at);
    }
  }

  #inMember(piece: Uint8Array, at: number, byte: number): number {
    if (byte === CLOSE_LIST || byte === COMMA) {
      this.#next = 'comma';
      return this.#odd(at) + (byte === COMMA ? 0 : 1);
    }
    const isLog = this.#place === place.root && this.#key === 'log' && byte === OPEN_OBJECT;
    const isEntries = this.#place === place.log && this.#key === 'entries' && byte === OPEN_LIST;
    if (isLog && this.#found === 'object') {
      this.#found = 'log';
      return this.#enter(place.log, 'key', at);
    }
    if (isEntries && this.#found === 'log') {
      this.#found = 'entries';
      return this.#enter(place.entries, 'value', at);
    }
    if (isLog || isEntries) this.#misplaced('twice', at);
    const isWanted = this.#place === place.log && this.#wanted.has(this.#key);
    return this.#begin(isWanted ? 'member' : 'skip', piece, at);
  }

  #inEntries(piece: Uint8Array, at: number, byte: number): number {
    if (byte === CLOSE_LIST) return this.#leave(at);
    if (byte === CLOSE_OBJECT) {
      // The list's own end is missing: this is the log's.
      this.#leave(at);
      return this.#odd(at);
    }
    if (byte === COMMA && this.#next === 'comma') {
      this.#next = 'value';
      return at + 1;
    }
    if (byte === COMMA || byte === COLON || this.#next === 'comma') this.#odd(at);
    return byte === COMMA || byte === COLON ? at + 1 : this.#begin('entry', piece, at);
  }

  #enter(inner: Place, next: 'key' | 'value', at: number): number {
    this.#place = inner;
    this.#next = next;
    return at + 1;
  }

  #leave(at: number): number {
    this.#place = (this.#place - 1) as Place;
    this.#next = this.#place === place.file ? 'end' : 'comma';
    return at + 1;
  }

  /** Told once: what is broken in one place looks broken in many. */
  #odd(at: number): number {
    if (!this.#isOdd) this.#misplaced('odd', at);
    this.#isOdd = true;
    return at;
  }

  #misplaced(what: 'twice' | 'odd' | 'behind', at: number): void {
    this.#listener.misplaced(what, this.#base + at);
  }

  #begin(purpose: Purpose, piece: Uint8Array, at: number): number {
    this.#isInValue = true;
    this.#purpose = purpose;
    this.#valueOffset = this.#base + at;
    this.#heldSize = 0;
    this.#scan.begin(piece[at] as number);
    return this.#readValue(piece, at, at);
  }

  #readValue(piece: Uint8Array, start: number, at: number): number {
    const end = this.#scan.read(piece, at);
    if (end < 0) {
      this.#hold(piece, start);
      return piece.length;
    }
    this.#isInValue = false;
    this.#finish(piece, start, end);
    return end;
  }

  /** Keeps the part of a value that is in this piece, unless nobody will want it. */
  #hold(piece: Uint8Array, start: number): void {
    if (this.#purpose === 'skip') return;
    this.#heldSize += piece.length - start;
    if (this.#refusal()) this.#held = [];
    else this.#held.push(piece.slice(start));
  }

  #refusal(): 'deep' | 'large' | undefined {
    if (this.#scan.mostDepth > DEPTH_LIMIT - this.#place) return 'deep';
    const isShort = this.#purpose === 'key' || this.#purpose === 'root';
    return this.#heldSize > (isShort ? SHORT : this.#sizeLimit) ? 'large' : undefined;
  }

  #finish(piece: Uint8Array, start: number, end: number): void {
    const purpose = this.#purpose;
    this.#next = purpose === 'key' ? 'colon' : purpose === 'root' ? 'end' : 'comma';
    if (purpose === 'skip') return;
    this.#heldSize += end - start;
    const refusal = this.#refusal();
    const bytes = refusal ? nothing : this.#joined(piece, start, end);
    if (this.#held.length > 0) this.#held = [];
    const told: Piece = { bytes, offset: this.#valueOffset, ...(refusal && { refusal }) };
    if (purpose === 'entry') this.#listener.entry(told);
    else if (purpose === 'member') this.#listener.member(this.#key, told);
    else if (purpose === 'key') this.#key = String(this.#parsed(bytes));
    else if (!this.#scan.isScalar || this.#parsed(bytes) !== undefined) this.#found = 'value';
  }

  #joined(piece: Uint8Array, start: number, end: number): Uint8Array {
    if (this.#held.length === 0) return piece.subarray(start, end);
    return joinBytes([...this.#held, piece.subarray(start, end)], this.#heldSize);
  }

  /** A short value; undefined where it is none. */
  #parsed(bytes: Uint8Array): unknown {
    try {
      return JSON.parse(this.#decoder.decode(bytes));
    } catch {
      return undefined;
    }
  }
}
