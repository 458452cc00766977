// Which values of a JSON text are credentials by the names that stand around them.
import type { JsonToken } from './json-tokens.ts';
import { isSensitiveInBody, isSometimesSensitive, looksGenerated, PLACEHOLDER } from './redact-rules.ts';

/** A place in the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the values stand that go, whole, and every text and number in them. */
export interface CredentialMembers {
  readonly spans: readonly Span[];
  readonly values: readonly string[];
}

/** A text, a number, or '' for a whole object or list. */
interface Member extends Span {
  readonly value: string;
}

/** An object or a list that is being read. */
interface Frame {
  readonly start: number;
  /** The name of the member that it is the value of, '' in a list. */
  readonly name: string;
  /** It stands under a sensitive name, or inside what does. */
  readonly goes: boolean;
  /** Its members that repeat what was sent. */
  readonly echoes: Member[];
  /** Its texts, those of the lists in it included: one may be the name of a field, `["body", "password"]`. */
  readonly texts: string[];
  /** There is something in it beside `null`, `true` and `false`. */
  holds: boolean;
}

/** How validators call the value that they refuse, beside its field: `{"field": "password", "rejectedValue": "…"}`. */
const echoNames = new Set([
  ...['value', 'input', 'actual', 'received', 'given', 'got', 'provided', 'submitted'],
  ...['rejectedvalue', 'attemptedvalue', 'invalidvalue', 'currentvalue', 'inputvalue'],
]);

/** The counts and times of a token or a session are numbers too, but no credentials. */
const quantities = new Set([
  ...['at', 'in', 'count', 'limit', 'max', 'min', 'ttl', 'age', 'seconds', 'ms', 'expires', 'expiry'],
  ...['expiration', 'remaining', 'reset', 'used', 'length', 'size', 'timeout', 'lifetime'],
]);

const LONGEST_NAME = 64;

/** Finds them in one pass. `tokens` are those of `text`. */
export function credentialMembers(text: string, tokens: readonly JsonToken[]): CredentialMembers {
  const spans: Span[] = [];
  const values: string[] = [];
  const root: Frame = { start: 0, name: '', goes: false, echoes: [], texts: [], holds: false };
  const frames = [root];
  let name = '';

  const take = (member: Member): void => {
    spans.push(member);
    values.push(member.value);
  };
  const readScalar = (frame: Frame, member: Member, isText: boolean): void => {
    frame.holds = true;
    if (frame.goes && (isText || !isQuantity(name))) values.push(member.value);
    else if (isText ? goesAsText(name, member.value) : goesAsNumber(name)) take(member);
    else if (isEcho(name)) frame.echoes.push(member);
    else if (isText) frame.texts.push(member.value);
  };
  const close = (frame: Frame, parent: Frame, end: number): void => {
    const whole = { start: frame.start, end, value: '' };
    const { echoes, texts } = frame;
    if (echoes.length > 0 && texts.some(isNameOfCredential)) for (const echo of echoes) take(echo);
    if (!frame.holds) return;
    parent.holds = true;
    if (frame.goes && !parent.goes) take(whole);
    else if (isEcho(frame.name)) parent.echoes.push(whole);
  };

  for (const token of tokens) {
    const frame = frames.at(-1) ?? root;
    if (token.kind === 'name') {
      frame.holds = true;
      name = token.value;
      continue;
    }
    if (token.kind === 'open') {
      const isList = text[token.start] === '[';
      const goes = frame.goes || isSensitiveInBody(name);
      const texts = isList ? frame.texts : [];
      frames.push({ start: token.start, name, goes, echoes: [], texts, holds: false });
    } else if (token.kind === 'close') {
      frames.pop();
      close(frame, frames.at(-1) ?? root, token.end);
    } else {
      readScalar(frame, token, token.kind === 'string');
    }
    name = '';
  }
  return { spans, values };
}

function goesAsText(name: string, value: string): boolean {
  if (name === '' || value === '' || value === PLACEHOLDER) return false;
  return isSensitiveInBody(name) || (isSometimesSensitive(name) && looksGenerated(value));
}

const goesAsNumber = (name: string): boolean => isSensitiveInBody(name) && !isQuantity(name);

/** By its last word: `token_count`, `sessionExpiresAt`. */
function isQuantity(name: string): boolean {
  const last = name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).at(-1) ?? '';
  return quantities.has(last.toLowerCase());
}

function isEcho(name: string): boolean {
  return name.length <= LONGEST_NAME && echoNames.has(name.toLowerCase().replace(/[_-]/g, ''));
}

function isNameOfCredential(text: string): boolean {
  return text.length <= LONGEST_NAME && !/\s/.test(text) && isSensitiveInBody(text);
}
