// How the bytes of a HAR file become exchanges, entry by entry: a broken one is named and left out, the rest kept.
import { FAULTS_TOLD, type Fault } from './fault.ts';
import type { FileSink, FormatReader } from './file-format.ts';
import { readHarEntry } from './har-entry.ts';
import { isFields } from './har-reader.ts';
import { type HarListener, HarScan, type HarShape } from './har-scan.ts';
import { type Piece, readJson } from './json-piece.ts';

const words = { twice: 'open.twice', odd: 'open.odd', behind: 'open.behind' } as const;

/** Reads a HAR that begins after so many bytes. */
export function createHarFile(sink: FileSink, offset: number): FormatReader {
  let number = 0;
  /** What is out of place, and where first; told when it is known that this is a HAR at all. */
  const early = new Map<Fault['word'], number>();

  const listener: HarListener = {
    entry(piece) {
      number++;
      const faults: Fault[] = [];
      const value = readJson(piece, faults);
      const exchange = faults.length === 0 ? readHarEntry(value, `har.${number}`, faults) : null;
      if (exchange && faults.length === 0) sink.exchange(exchange, number);
      else
        sink.trouble({ number, isLine: false, offset: piece.offset, faults: faults.slice(0, FAULTS_TOLD) });
    },
    member(_, piece) {
      readExtension(piece, sink);
    },
    misplaced(what, at) {
      if (!early.has(words[what])) early.set(words[what], at);
    },
  };
  const scan = new HarScan(listener, ['_retryscope'], offset);
  const tell = (word: Fault['word'], at: number): void =>
    sink.trouble({ number: 0, isLine: false, offset: at, faults: [{ path: '', word }] });

  return {
    push: (piece) => scan.push(piece),
    end(size) {
      const shape = scan.end();
      if (shape.found !== 'entries') return tell(faultOf(shape), 0);
      for (const [word, at] of early) tell(word, at);
      if (shape.isCut) tell('open.ends', size);
    },
  };
}

function faultOf({ found, isCut }: HarShape): Fault['word'] {
  if (isCut || found === 'nothing') return 'har.notJson';
  return found === 'log' ? 'har.noEntries' : 'har.noLog';
}

/** What this tool says of the whole log. */
function readExtension(piece: Piece, sink: FileSink): void {
  const faults: Fault[] = [];
  const value = readJson(piece, faults);
  const told = faults.map(
    ({ word, values }): Fault => ({ path: 'log._retryscope', word, ...(values && { values }) }),
  );
  if (told.length > 0) sink.trouble({ number: 0, isLine: false, offset: piece.offset, faults: told });
  if (isFields(value)) sink.gaps(value.gaps);
}
