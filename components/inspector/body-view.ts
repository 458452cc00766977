// What there is to show of a body: DevTools' answer, the copy kept with the log, or why there is neither.
import type { BodyAnswer } from '../../lib/http/body.ts';
import type { Exchange } from '../../lib/http/exchange.ts';
import { unseenEnd } from '../common/capture-text.ts';
import { formatCount } from '../common/format.ts';
import { indentJson } from './json-text.ts';

/** The tab Body, in words. `note` is whole sentences, or ''. */
export type BodyView =
  | { readonly kind: 'asking' }
  | { readonly kind: 'nothing'; readonly note: string }
  | {
      readonly kind: 'text';
      readonly text: string;
      /** The text laid out, '' where it is not JSON or cannot be. */
      readonly pretty: string;
      /** "1,234 characters". */
      readonly size: string;
      readonly mimeType: string;
      readonly note: string;
    };

const NOT_KEPT =
  'This body was not kept with the log. To see it, send the request again with DevTools open on its page.';
const KEPT = 'This copy was kept with the log, credentials redacted.';

/** '' where a body can be asked for, else the sentence that says why there is none. */
export function whyNoBody(exchange: Exchange): string {
  const unseen = unseenEnd(exchange);
  if (exchange.status === 0 && unseen) return unseen.sentence;
  if (exchange.state === 'pending' && !unseen) return 'The response has not ended yet.';
  return exchange.status === 0 ? 'No response was seen, so there is no body.' : '';
}

/** What to show. `answer` is null while it is awaited, undefined where nobody can be asked. */
export function bodyView(exchange: Exchange, answer: BodyAnswer | null | undefined): BodyView {
  const reason = whyNoBody(exchange);
  if (reason) return nothing(reason);
  switch (answer?.kind) {
    case 'text':
      return answered(answer);
    case 'binary':
      return nothing(`Not text: ${answer.mimeType || 'no type given'}, ${countOf(answer.size, 'byte')}.`);
    case 'unavailable':
      return kept(exchange, asSentence(answer.reason));
    default:
      return answer === null ? { kind: 'asking' } : kept(exchange, '');
  }
}

function answered({ text, size, mimeType, truncated }: Extract<BodyAnswer, { kind: 'text' }>): BodyView {
  if (text === '') return nothing('The body is empty.');
  const shared = { kind: 'text', text, mimeType, size: countOf(size, 'character') } as const;
  // What was cut is no JSON any more, which needs no saying.
  if (truncated) {
    const note = `The first ${formatCount(text.length)} of ${formatCount(size)} characters.`;
    return { ...shared, pretty: '', note };
  }
  return { ...shared, ...(isJsonType(mimeType) ? layOut(text) : { pretty: '', note: '' }) };
}

function kept({ errorBody, mimeType }: Exchange, refusal: string): BodyView {
  if (errorBody === '') return nothing(refusal || NOT_KEPT);
  const { pretty, note } = layOut(errorBody);
  const size = countOf(errorBody.length, 'character');
  return { kind: 'text', text: errorBody, mimeType, size, pretty, note: sentences(refusal, KEPT, note) };
}

function layOut(json: string): { pretty: string; note: string } {
  const laidOut = indentJson(json);
  return laidOut.kind === 'indented'
    ? { pretty: laidOut.text, note: '' }
    : { pretty: '', note: `Shown as it is: ${laidOut.reason}.` };
}

const nothing = (note: string): BodyView => ({ kind: 'nothing', note });
const asSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
const sentences = (...parts: readonly string[]): string => parts.filter(Boolean).join(' ');

/** True for `application/json` and every `+json` (RFC 6839 §3.1), whatever their parameters. */
function isJsonType(mimeType: string): boolean {
  const [essence = ''] = mimeType.split(';');
  return /^application\/json$|\+json$/i.test(essence.trim());
}

const countOf = (count: number, unit: string): string =>
  `${formatCount(count)} ${unit}${count === 1 ? '' : 's'}`;
