// A process that opens the HAR that it is sent on its standard input, and prints by how much its memory grew at most.
import '../../lib/words/english.ts';
import { annotate } from '../../lib/annotate/annotate.ts';
import { builtInPacks, genericPack } from '../../lib/providers/built-in.ts';
import { createCatalogue } from '../../lib/providers/catalogue.ts';
import { openFile } from '../../lib/transfer/open-file.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const before = process.memoryUsage.rss();
let size = 0;
let entries = 0;
let waits = 0;

const onProgress = (bytesRead: number): void => {
  size = bytesRead;
};
for await (const { exchanges, problems } of openFile(process.stdin, { onProgress })) {
  if (problems.length > 0) throw new Error(`The file was not read: ${problems[0]?.message}`);
  for (const exchange of exchanges) waits += annotate(exchange, catalogue).annotation.advice.waits.length;
  entries += exchanges.length;
}
if (waits === 0) throw new Error('Nothing was annotated');
console.log(JSON.stringify({ grown: process.resourceUsage().maxRSS * 1024 - before, size, entries }));
