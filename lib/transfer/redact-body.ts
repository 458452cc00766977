// How credentials are taken out of a body: by the names of its members where it is JSON, as running text where not.
import { decodeBase64 } from './base64.ts';
import { credentialMembers, type Span } from './credential-members.ts';
import { isJson, type JsonToken, jsonTokens } from './json-tokens.ts';
import { PLACEHOLDER } from './redact-rules.ts';
import { redactText } from './redact-text.ts';
import { isWords, type Secrets } from './secrets.ts';

/** JSON in strings of JSON is followed this far; what lies deeper goes whole. */
const NESTING_LIMIT = 4;

/** A body that tells of more secrets than this, in all their spellings, is hostile: no more are looked for elsewhere. */
const SECRETS_TRACKED = 3000;

interface Edit extends Span {
  readonly text: string;
}

/** What is done with the parts of a JSON text. */
interface BodyRules {
  /** A member's name, or a string that holds no JSON, as it should stand. */
  text(value: string): string;
  /** A string that holds JSON, in base64 or not, before that is looked into. */
  nested(value: string): string;
  /** True where a number goes. */
  number(digits: string): boolean;
  /** The values that go whole, whatever is in them. */
  members(text: string, tokens: readonly JsonToken[]): readonly Span[];
}

/**
 * A body without credentials; the same text where there are none. In JSON only the values that go are replaced: order,
 * numbers and spacing stay as sent. What was found goes to `secrets`, except words that stand in any text.
 */
export function redactBody(body: string, secrets: Secrets): string {
  const tracked = limited(secrets);
  return rewrite(body, {
    text: (value) => redactText(value, tracked),
    nested: (value) => value,
    number: () => false,
    members(text, tokens) {
      const { spans, values } = credentialMembers(text, tokens);
      for (const value of values) tracked.add(value);
      return spans;
    },
  });
}

/** A body without the secrets that `remove` takes out of a text. */
export function removeSecretsFromBody(body: string, remove: (text: string) => string): string {
  const result = rewrite(body, {
    text: remove,
    nested: remove,
    number: (digits) => remove(digits) !== digits,
    members: () => [],
  });
  // A secret that spans several values of the body is worth more than the body's form.
  return remove(result);
}

/** A body without these says what it says in clear: no escapes, no base64 of JSON. */
const mayHideText = /\\|"(?:e[wy]|W[wyz123])[\w+/-]{9}/;

/** All that a body says, its escapes undone: where a secret would stand. */
export function bodyTexts(body: string): string {
  if (!mayHideText.test(body)) return body;
  const texts = [body];
  const collect = (value: string): string => {
    texts.push(value);
    return value;
  };
  rewrite(body, { text: collect, nested: collect, number: () => false, members: () => [] });
  return texts.join('\n');
}

function rewrite(body: string, rules: BodyRules): string {
  if (body === '') return body;
  return isJson(body) ? rewriteJson(body, rules, 0) : rules.text(body);
}

function rewriteJson(text: string, rules: BodyRules, depth: number): string {
  const tokens = [...jsonTokens(text)];
  const edits: Edit[] = rules.members(text, tokens).map(({ start, end }) => editOf(start, end, PLACEHOLDER));
  for (const { kind, start, end, value } of tokens) {
    if (kind === 'number' && rules.number(value)) edits.push(editOf(start, end, PLACEHOLDER));
    if (kind !== 'string' && kind !== 'name') continue;
    const edited = editString(value, rules, depth);
    if (edited !== value) edits.push(editOf(start, end, edited));
  }
  return edits.length === 0 ? text : applied(text, edits);
}

const editOf = (start: number, end: number, value: string): Edit => ({
  start,
  end,
  text: JSON.stringify(value),
});

/** A string may be JSON itself, or JSON in base64, which goes whole where anything in it goes. */
function editString(value: string, rules: BodyRules, depth: number): string {
  if (value === PLACEHOLDER) return value;
  const isPlain = value.includes('"') && isJson(value);
  const json = isPlain ? value : jsonInBase64(value);
  if (json === null) return rules.text(value);
  if (depth >= NESTING_LIMIT) return PLACEHOLDER;
  const edited = isPlain ? rules.nested(value) : value;
  if (edited !== value) return edited;
  const inner = rewriteJson(json, rules, depth + 1);
  if (isPlain) return inner;
  return inner === json ? rules.nested(value) : PLACEHOLDER;
}

/** Begins as base64 of a brace or a bracket does. */
const base64OfJson = /^(?:e[wy]|W[wyz123])[\w+/-]{9,}={0,2}$/;

function jsonInBase64(value: string): string | null {
  const decoded = base64OfJson.test(value) ? decodeBase64(value) : null;
  return decoded !== null && isJson(decoded) ? decoded : null;
}

/** Edits inside a value that goes whole go with it. */
function applied(text: string, edits: Edit[]): string {
  let result = '';
  let done = 0;
  for (const { start, end, text: replacement } of edits.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < done) continue;
    result += text.slice(done, start) + replacement;
    done = end;
  }
  return result + text.slice(done);
}

/** A body's `"token": "expired"` goes, but its `"code": "token_expired"` must stay readable. */
function limited(secrets: Secrets): Secrets {
  const most = secrets.found() + SECRETS_TRACKED;
  return {
    ...secrets,
    add(value) {
      if (secrets.found() < most && !isWords(value)) secrets.add(value);
    },
  };
}
