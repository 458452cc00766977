// What there is to show of a body: DevTools' answer, the copy kept with the log, or why there is neither.
import type { BodyAnswer } from '../../lib/http/body.ts';
import type { Exchange } from '../../lib/http/exchange.ts';
import { say } from '../../lib/words/say.ts';
import { endSentence, joinSentences } from '../../lib/words/sentences.ts';
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

/** '' where a body can be asked for, else the sentence that says why there is none. */
export function whyNoBody(exchange: Exchange): string {
  const unseen = unseenEnd(exchange);
  if (exchange.status === 0 && unseen) return unseen.sentence;
  if (exchange.state === 'pending' && !unseen) return say('bodyTab.pending');
  return exchange.status === 0 ? say('bodyTab.noResponse') : '';
}

/** What to show. `answer` is null while it is awaited, undefined where nobody can be asked. */
export function bodyView(exchange: Exchange, answer: BodyAnswer | null | undefined): BodyView {
  const reason = whyNoBody(exchange);
  if (reason) return nothing(reason);
  switch (answer?.kind) {
    case 'text':
      return answered(answer);
    case 'binary':
      return nothing(
        say('bodyTab.notText', {
          type: answer.mimeType || say('bodyTab.noType'),
          size: sizeIn('bytes', answer.size),
        }),
      );
    case 'unavailable':
      return kept(exchange, asSentence(answer.reason));
    default:
      return answer === null ? { kind: 'asking' } : kept(exchange, '');
  }
}

function answered({ text, size, mimeType, truncated }: Extract<BodyAnswer, { kind: 'text' }>): BodyView {
  if (text === '') return nothing(say('bodyTab.empty'));
  const shared = { kind: 'text', text, mimeType, size: sizeIn('characters', size) } as const;
  // What was cut is no JSON any more, which needs no saying.
  if (truncated) {
    const note = say('bodyTab.cut', { shown: formatCount(text.length), size: formatCount(size) });
    return { ...shared, pretty: '', note };
  }
  return { ...shared, ...(isJsonType(mimeType) ? layOut(text) : { pretty: '', note: '' }) };
}

function kept({ errorBody, mimeType }: Exchange, refusal: string): BodyView {
  if (errorBody === '') return nothing(refusal || say('bodyTab.notKept'));
  const { pretty, note } = layOut(errorBody);
  const size = sizeIn('characters', errorBody.length);
  const notes = joinSentences(refusal, say('bodyTab.kept'), note);
  return { kind: 'text', text: errorBody, mimeType, size, pretty, note: notes };
}

function layOut(json: string): { pretty: string; note: string } {
  const laidOut = indentJson(json);
  return laidOut.kind === 'indented'
    ? { pretty: laidOut.text, note: '' }
    : { pretty: '', note: say('bodyTab.asIs', { reason: laidOut.reason }) };
}

const nothing = (note: string): BodyView => ({ kind: 'nothing', note });
const asSentence = (text: string): string => endSentence(text.charAt(0).toUpperCase() + text.slice(1));

/** True for `application/json` and every `+json` (RFC 6839 §3.1), whatever their parameters. */
function isJsonType(mimeType: string): boolean {
  const [essence = ''] = mimeType.split(';');
  return /^application\/json$|\+json$/i.test(essence.trim());
}

const sizeIn = (unit: 'bytes' | 'characters', size: number): string =>
  say(`bodyTab.${unit}`, { n: size, count: formatCount(size) });
