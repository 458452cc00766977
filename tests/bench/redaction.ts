// How fast redaction is beside the usual way: regular expressions over the whole text, as cloudflare/har-sanitizer does.
import { importHar } from '../../lib/transfer/har-import.ts';
import { redactExchange } from '../../lib/transfer/redact.ts';
import { harSanitizerWords } from '../fixtures/secrets.ts';
import { makeHar } from './make-har.ts';
import { type Measurement, median } from './measurement.ts';

const ENTRIES = 10_000;
const ROUNDS = 3;

/** Runs the measurement; some ten seconds. */
export function redactionMeasurements(): Measurement[] {
  const text = makeHar(ENTRIES);
  const ours = () => {
    const { exchanges } = importHar(text);
    return JSON.stringify(exchanges.map(redactExchange));
  };
  // Each must do its work: what both know to be a credential is in neither's text.
  const [secret = ''] = /(?<="name":"Authorization","value":")[^"]+/.exec(text) ?? [];
  for (const result of [ours(), wholeText(text)]) {
    if (secret === '' || result.includes(secret)) throw new Error('Nothing was redacted');
  }
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(timeOf(ours));
    times.theirs.push(timeOf(() => wholeText(text)));
  }
  return [
    {
      name: `redaction: throughput over regular expressions on the text, a HAR of ${(text.length / 1e6).toFixed(0)} MB read and written`,
      value: median(times.theirs) / median(times.ours),
      unit: '×',
      better: 'more',
      limit: 3,
    },
  ];
}

function timeOf(work: () => unknown): number {
  globalThis.gc?.();
  const started = performance.now();
  work();
  return performance.now() - started;
}

/**
 * The approach: the HAR is parsed for the bodies of scripts, written again with spaces, and then searched three times for
 * each word that stands in it: `word=value`, and HAR's pairs with the name before and behind the value.
 */
function wholeText(text: string): string {
  const har: { log: { entries: { response: { content: { mimeType: string; text?: string } } }[] } } =
    JSON.parse(text);
  for (const { response } of har.log.entries) {
    const { content } = response;
    if (/^(?:application|text)\/javascript$/.test(content.mimeType)) content.text = '[redacted]';
  }
  let result = JSON.stringify(har, null, 2);
  result = result.replace(/\b(ey[\w=-]+)\.(ey[\w=-]+)\.[\w.+/=-]+\b/g, '$1.$2.redacted');
  for (const word of harSanitizerWords.filter((one) => result.includes(one))) {
    const stand = `[${word} redacted]`;
    for (const pattern of patternsFor(word)) result = result.replace(pattern, `$1${stand}$2`);
  }
  return result;
}

/** Other members may stand between a name and its value. */
function patternsFor(word: string): RegExp[] {
  const value = '(?:\\\\.|[^"\\\\])*';
  return [
    new RegExp(`([\\s";,&?]+${word}=)${value}?(&|\\\\"|"|\\s|;)`, 'g'),
    new RegExp(`("name": "${word}",[^{}]*?"value": ")${value}(")`, 'g'),
    new RegExp(`("value": ")${value}("[,\\s}]+[^{}]*?"name": "${word}")`, 'g'),
  ];
}
