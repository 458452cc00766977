// What each key of the filter language asks of a response.
import type { Annotation } from '../annotate/annotation.ts';
import { type Exchange, type FieldName, isNamed, requestNames, responseNames } from '../http/exchange.ts';
import { hasFailed } from '../http/failed.ts';
import { fail, ok, type Result } from '../http/result.ts';
import type { Attempt } from '../retry/calls.ts';
import type { Finding, FindingId } from '../retry/finding.ts';
import { allowsRetry, type Decision, decisions, stages } from '../retry/policy.ts';
import { sayJoined } from '../words/joined.ts';
import { say } from '../words/say.ts';
import { hostOf, matchesDomain, schemeOf } from './filter-url.ts';

/** What a filter looks at: one response with everything said about it. */
export interface FilterSubject {
  readonly exchange: Exchange;
  readonly annotation: Annotation;
  readonly attempt: Attempt;
  readonly findings: readonly Finding[];
}

/** Whether a response has the property asked for. */
export type FilterTest = (subject: FilterSubject) => boolean;

/** Reads a key's value, already in lower case and not empty; the problem's message completes "key:value is not used: …". */
type ValueReader = (value: string) => Result<FilterTest>;

const findingIds: Record<FindingId, true> = {
  'too-early': true,
  'faster-than-schedule': true,
  'too-many': true,
  'outside-window': true,
  'retried-do-not-retry': true,
  'unsafe-method': true,
  'gave-up': true,
  'in-step': true,
};

const states: Readonly<Record<string, FilterTest>> = {
  running: ({ exchange }) => exchange.state === 'pending',
  'from-cache': ({ exchange }) => exchange.fromCache,
  'service-worker-intercepted': ({ exchange }) => exchange.serviceWorker === 'intercepted',
  // What a worker requests belongs to no tab, also where no service worker is known; files do not tell of tabs.
  'service-worker-initiated': ({ exchange: { serviceWorker, tabId, source } }) =>
    serviceWorker === 'initiated' || (serviceWorker === '' && tabId === -1 && source !== 'file'),
  violation: ({ findings }) => findings.some((finding) => finding.severity === 'violation'),
  retried: ({ attempt }) => attempt.attempt > 1,
  failed: ({ exchange }) => hasFailed(exchange),
};

const retryAnswers: Readonly<Record<string, FilterTest>> = {
  yes: ({ annotation }) => allowsRetry(annotation.advice.decision),
  no: ({ annotation: { advice } }) =>
    advice.decision === 'never' || advice.decision === 'after-change' || advice.decision === 'after-auth',
  'not-stated': ({ annotation }) => annotation.advice.decision === 'not-stated',
};

/** The decisions that name a time to wait: `advice:wait` means any of them. */
const waiting: ReadonlySet<Decision> = new Set(['after-header', 'interval', 'exponential']);

/** Other words for the same type: webRequest's, DevTools' and HAR files' names for it. */
const typeSynonyms: Readonly<Record<string, readonly string[]>> = {
  xhr: ['xhr', 'xmlhttprequest'],
  fetch: ['fetch', 'xmlhttprequest'],
  xmlhttprequest: ['xmlhttprequest', 'xhr', 'fetch'],
  document: ['document', 'main_frame', 'sub_frame'],
};

/** Every key there is; Chrome's names and meanings first, then Retryscope's own. */
export const filterKeys: ReadonlyMap<string, ValueReader> = new Map<string, ValueReader>([
  ['domain', (value) => ok(({ exchange }) => matchesDomain(value, hostOf(exchange.url)))],
  ['method', (value) => ok(({ exchange }) => exchange.method.toLowerCase() === value)],
  ['status-code', readStatus],
  ['mime-type', (value) => ok(({ exchange }) => essence(exchange.mimeType) === value)],
  ['scheme', (value) => ok(({ exchange }) => schemeOf(exchange.url) === value)],
  ['url', (value) => ok(textTest(value))],
  ['resource-type', readResourceType],
  ['larger-than', readSize],
  ['has-request-header', (value) => ok(({ exchange }) => has(requestNames(exchange), value))],
  ['has-response-header', (value) => ok(({ exchange }) => has(responseNames(exchange), value))],
  ['is', (value) => choice(value, states)],
  ['provider', (value) => ok(providerTest(value))],
  ['advice', readAdvice],
  ['stage', (value) => oneOf(value, stages, ({ annotation }) => annotation.advice.stage === value)],
  ['retry', (value) => choice(value, retryAnswers)],
  ['attempt', readAttempt],
  ['finding', (value) => oneOf(value, Object.keys(findingIds), hasFinding(value))],
  ['body', (value) => ok(bodyTest(value))],
]);

/** What may be asked of those keys whose values do not come from the traffic alone. */
export const filterChoices: Readonly<Record<string, readonly string[]>> = {
  'status-code': ['4xx', '5xx', '2xx', '3xx'],
  'larger-than': ['1k', '10k', '100k', '1M'],
  is: Object.keys(states),
  advice: ['wait', ...decisions],
  stage: stages,
  retry: Object.keys(retryAnswers),
  attempt: ['>1'],
  finding: Object.keys(findingIds),
};

/** Plain text, in lower case: the URL contains it, in any case. */
export function textTest(value: string): FilterTest {
  return ({ exchange }) => exchange.url.toLowerCase().includes(value);
}

/** Text of an error's body, in any case; a pattern makes no lower-case copy of up to 64 KB a response. */
function bodyTest(value: string): FilterTest {
  const pattern = new RegExp(value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i');
  return ({ exchange }) => exchange.errorBody !== '' && pattern.test(exchange.errorBody);
}

function readStatus(value: string): Result<FilterTest> {
  const family = /^([1-9])xx$/.exec(value)?.[1];
  if (family) return ok(({ exchange }) => Math.floor(exchange.status / 100) === Number(family));
  const compare = readComparison(value);
  if (!compare) return fail('', say('filter.bad.status'));
  // Without a response there is nothing that could be less than 500; `status-code:0` still finds these.
  if (/^[<>]/.test(value)) return ok(({ exchange }) => exchange.status > 0 && compare(exchange.status));
  return ok(({ exchange }) => compare(exchange.status));
}

function readAttempt(value: string): Result<FilterTest> {
  const compare = readComparison(value);
  if (!compare) return fail('', say('filter.bad.attempt'));
  return ok(({ attempt }) => compare(attempt.attempt));
}

/** `404`, `>400`, `>=500`, `<500` or `<=499`. */
function readComparison(value: string): ((actual: number) => boolean) | undefined {
  const [, operator = '', digits] = /^([<>]=?)?(\d{1,9})$/.exec(value) ?? [];
  if (digits === undefined) return undefined;
  const wanted = Number(digits);
  switch (operator) {
    case '>':
      return (actual) => actual > wanted;
    case '>=':
      return (actual) => actual >= wanted;
    case '<':
      return (actual) => actual < wanted;
    case '<=':
      return (actual) => actual <= wanted;
    default:
      return (actual) => actual === wanted;
  }
}

/** As in Chrome, k is 1,000 and M 1,000,000 bytes, and "larger than" includes the size itself. */
function readSize(value: string): Result<FilterTest> {
  const [, digits, suffix] = /^(\d{1,15}(?:\.\d{1,6})?)([km]?)$/.exec(value) ?? [];
  if (digits === undefined) return fail('', say('filter.bad.size'));
  const bytes = Number(digits) * (suffix === 'k' ? 1e3 : suffix === 'm' ? 1e6 : 1);
  return ok(({ exchange }) => exchange.responseBodySize >= bytes);
}

function readResourceType(value: string): Result<FilterTest> {
  const names = Object.hasOwn(typeSynonyms, value) ? (typeSynonyms[value] ?? []) : [value];
  return ok(({ exchange }) => names.includes(exchange.resourceType.toLowerCase()));
}

/** A part of the id or the name is enough: `provider:huawei` means all of Huawei's. */
function providerTest(value: string): FilterTest {
  return ({ annotation: { provider } }) =>
    provider.id.toLowerCase().includes(value) || provider.name.toLowerCase().includes(value);
}

function readAdvice(value: string): Result<FilterTest> {
  if (value === 'wait') return ok(({ annotation }) => waiting.has(annotation.advice.decision));
  return oneOf(value, decisions, ({ annotation }) => annotation.advice.decision === value);
}

const hasFinding =
  (id: string): FilterTest =>
  ({ findings }) =>
    findings.some((finding) => finding.id === id);

/** A media type without its parameters, in lower case. */
export const essence = (mimeType: string): string => mimeType.split(';', 1).join('').trim().toLowerCase();

const has = (fields: readonly FieldName[], name: string): boolean => {
  const wanted = name.toLowerCase();
  return fields.some((field) => isNamed(field, wanted));
};

function choice(value: string, tests: Readonly<Record<string, FilterTest>>): Result<FilterTest> {
  const test = Object.hasOwn(tests, value) ? tests[value] : undefined;
  return test ? ok(test) : notAmong(Object.keys(tests));
}

function oneOf(value: string, known: readonly string[], test: FilterTest): Result<FilterTest> {
  return known.includes(value) ? ok(test) : notAmong(known);
}

const notAmong = (known: readonly string[]): Result<never> =>
  fail('', say('filter.bad.choice', { choices: sayJoined('join.list', known) }));
