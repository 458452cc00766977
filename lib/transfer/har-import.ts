// How the text of a small file becomes exchanges: entry by entry, a broken one named and left out, the rest kept.
import type { Exchange } from '../http/exchange.ts';
import type { Problem } from '../http/result.ts';
import { problemOfTrouble } from './fault.ts';
import { createFileReader } from './file-reader.ts';

/** What a file held. */
export interface ImportedHar {
  readonly exchanges: Exchange[];
  /** One for the whole file (`path` '') or one per broken entry (`entry 17`; the first is entry 1). */
  readonly problems: Problem[];
  /** Gaps in the capture that the file tells of, when this tool wrote it. */
  readonly gaps: string[];
}

/** As `openFile`, all at once. Ids are the file's own when this tool wrote it, else `har.<entry number>`. */
export function importHar(text: string): ImportedHar {
  const reader = createFileReader();
  reader.push(new TextEncoder().encode(text));
  const gaps = reader.end();
  const { exchanges, troubles } = reader.take();
  return { exchanges, problems: troubles.map(problemOfTrouble), gaps };
}
