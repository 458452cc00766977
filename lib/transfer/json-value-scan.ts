// Where a JSON value ends, in bytes that come in pieces of any size: by its quotes and brackets alone.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
/** `{` and `[` differ in this bit alone, as do `}` and `]`. */
const BRACKET_BIT = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/** Space, tab, line feed or carriage return. */
export const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** Follows one value from its first byte to its last; used for many values, one after another. */
export class ValueScan {
  /** How deep arrays and objects nest in it as far as it was read; 0 for a text or a number. */
  mostDepth = 0;
  /** Whether it is a number or a word: those end only before what follows them. */
  isScalar = false;
  #depth = 0;
  #inString = false;
  /** The piece ended behind a backslash. */
  #isEscaped = false;

  /** Gets ready for a value that begins with this byte. */
  begin(first: number): void {
    this.mostDepth = 0;
    this.#depth = 0;
    this.#inString = false;
    this.#isEscaped = false;
    this.isScalar = first !== QUOTE && (first | BRACKET_BIT) !== OPENING;
  }

  /** The place behind the value's end; −1 where the piece ends first. `at` is the value's first byte, then 0. */
  read(piece: Uint8Array, at: number): number {
    return this.isScalar ? endOfScalar(piece, at) : this.#endOfNested(piece, at);
  }

  #endOfNested(piece: Uint8Array, from: number): number {
    const { length } = piece;
    let at = from;
    let depth = this.#depth;
    if (this.#inString) {
      at = this.#endOfString(piece, at);
      if (at >= 0 && depth === 0) return at;
      if (at < 0) return -1;
    }
    while (at < length) {
      const byte = piece[at] as number;
      if (byte === QUOTE) {
        at = this.#endOfString(piece, at + 1);
        if (at < 0) break;
        if (depth === 0) return at;
      } else {
        at++;
        const bracket = byte | BRACKET_BIT;
        if (bracket === OPENING) {
          depth++;
          if (depth > this.mostDepth) this.mostDepth = depth;
        } else if (bracket === CLOSING) {
          depth--;
          if (depth <= 0) return at;
        }
      }
    }
    this.#depth = depth;
    return -1;
  }

  /** The place behind the closing quote; −1 where the piece ends first. */
  #endOfString(piece: Uint8Array, from: number): number {
    const { length } = piece;
    let at = this.#isEscaped ? from + 1 : from;
    this.#isEscaped = false;
    while (at < length) {
      const byte = piece[at];
      if (byte === QUOTE) {
        this.#inString = false;
        return at + 1;
      }
      at += byte === BACKSLASH ? 2 : 1;
    }
    this.#inString = true;
    this.#isEscaped = at > length;
    return -1;
  }
}

function endOfScalar(piece: Uint8Array, from: number): number {
  for (let at = from; at < piece.length; at++) {
    const byte = piece[at] as number;
    const bracket = byte | BRACKET_BIT;
    if (isSpace(byte) || byte === COMMA || byte === QUOTE || bracket === OPENING || bracket === CLOSING)
      return at;
  }
  return -1;
}
