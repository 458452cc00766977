// The worker that opens a file: it is sent the file, and sends what is in it, batch by batch.
import type { Exchange } from '../http/exchange.ts';
import type { Trouble } from '../transfer/fault.ts';
import { openFileData } from '../transfer/open-file.ts';
import type { OpeningReport } from './opening-report.ts';

/** A message for each few exchanges would cost the page more than they do. */
const TELL_AT = 1000;
/** Bytes of large entries after which the page is told that it goes on. */
const TELL_EVERY = 1_000_000;

const post = (report: OpeningReport): void => globalThis.postMessage(report);

/** The file's bytes; not every browser that this runs in lets a stream be iterated. */
async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

async function open(file: Blob): Promise<void> {
  let bytesRead = 0;
  let told = 0;
  let exchanges: Exchange[] = [];
  let troubles: Trouble[] = [];
  const tell = (gaps?: readonly string[]): void => {
    const share = file.size > 0 ? Math.min(1, bytesRead / file.size) : 1;
    post({ type: 'batch', batch: { exchanges, troubles, ...(gaps && { gaps }) }, share });
    told = bytesRead;
    exchanges = [];
    troubles = [];
  };
  const onProgress = (bytes: number): void => {
    bytesRead = bytes;
    if (bytes - told >= TELL_EVERY) tell();
  };
  for await (const found of openFileData(chunksOf(file), { onProgress })) {
    exchanges.push(...found.exchanges);
    troubles.push(...found.troubles);
    if (found.gaps || exchanges.length + troubles.length >= TELL_AT) tell(found.gaps);
  }
}

globalThis.addEventListener('message', ({ data }) => {
  if (!(data instanceof Blob)) throw new TypeError('A file is opened, nothing else');
  open(data)
    .catch((error: unknown) => post({ type: 'failed', reason: String(error) }))
    .finally(() => globalThis.close());
});
