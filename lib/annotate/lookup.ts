// What every provider says about a status, side by side: the popup's and the command line's question.
import type { Header } from '../http/exchange.ts';
import { readRetryAfter } from '../http/retry-after.ts';
import type { Catalogue, Provider } from '../providers/catalogue.ts';
import { adviseOn, describeProvider } from './advise.ts';
import type { Advice, AnnotationProvider, Source } from './annotation.ts';
import { ruleFor } from './rule.ts';

/** One provider's answer for one code. */
export interface StatusAnswer {
  readonly provider: AnnotationProvider;
  readonly code: number;
  readonly name: string;
  readonly meaning: string;
  /** When the row applies at all, '' when always. */
  readonly condition: string;
  readonly advice: Advice;
  readonly source: Source;
}

/** What narrows or sharpens a look-up. */
export interface LookupOptions {
  /** Only this provider; an unknown id gives no answers. */
  readonly provider?: string;
  /** Upper-case method, `GET` when absent. */
  readonly method?: string;
  /** A Retry-After value as sent, where nothing else is known of the response. */
  readonly retryAfter?: string;
  /** All fields of the response that was received: a Retry-After that is not among them was not sent. */
  readonly fields?: readonly Header[];
  /** Epoch ms against which a Retry-After date is read. */
  readonly now: number;
}

/** More codes than this for one piece of text is a question too vague to answer side by side. */
const MOST_CODES = 12;

/**
 * Answers for a status: a number gives every provider's word on that code, text gives the codes whose names, or else
 * meanings, contain it (`too many`, `ServerTimeout`; case, spaces and dashes don't count). Providers that document the
 * code come first, then HTTP itself, then those that are silent on it.
 */
export function lookup(text: string, catalogue: Catalogue, options: LookupOptions): StatusAnswer[] {
  const query = text.trim();
  if (query === '') return [];
  if (/^\d{1,3}$/.test(query)) return answersFor(Number(query), catalogue, options);
  return answersToWords(query, catalogue, options);
}

/** Answers for the codes whose names, or else meanings, contain the text: of those who document them. */
export function answersToWords(text: string, catalogue: Catalogue, options: LookupOptions): StatusAnswer[] {
  const matches = search(text, catalogue, options);
  return matches.slice(0, MOST_CODES).flatMap((code) => {
    const answers = answersFor(code, catalogue, options);
    return options.provider ? answers : answers.filter((answer) => documents(answer, catalogue));
  });
}

/** Every provider's answer for one code, or one provider's. */
export function answersFor(code: number, catalogue: Catalogue, options: LookupOptions): StatusAnswer[] {
  const { providers, generic } = catalogue;
  if (options.provider !== undefined) {
    const provider = catalogue.provider(options.provider);
    return provider ? [answer(code, provider, catalogue, options)] : [];
  }
  const speaking = providers.filter((provider) => provider.row(code));
  const silent = providers.filter((provider) => !provider.row(code));
  return [...speaking, generic, ...silent].map((provider) => answer(code, provider, catalogue, options));
}

/** The answers on which a Retry-After value has a say: of the rows that speak of it, most spoken of code first. */
export function answersToRetryAfter(retryAfter: string, catalogue: Catalogue, now: number): StatusAnswer[] {
  const found = [...catalogue.providers, catalogue.generic].flatMap((provider) =>
    provider.pack.statuses
      .filter(({ retry }) => (retry.retryAfter ?? 'hint') !== 'hint')
      .map(({ code }) => answer(code, provider, catalogue, { retryAfter, now })),
  );
  const spokenOf = (code: number): number => found.filter((one) => one.code === code).length;
  return found.sort((a, b) => spokenOf(b.code) - spokenOf(a.code) || a.code - b.code);
}

/** Codes whose names contain the text; where no name does, codes whose meanings do. Ascending. */
function search(query: string, catalogue: Catalogue, options: LookupOptions): number[] {
  const wanted = fold(query);
  if (wanted === '') return [];
  const only = options.provider === undefined ? undefined : catalogue.provider(options.provider);
  const within = only ? [only] : [...catalogue.providers, catalogue.generic];
  const named = new Set<number>();
  const meant = new Set<number>();
  for (const { pack } of within) {
    for (const status of pack.statuses) {
      if (fold(status.name).includes(wanted)) named.add(status.code);
      else if (fold(status.meaning).includes(wanted)) meant.add(status.code);
    }
  }
  return [...(named.size > 0 ? named : meant)].sort((a, b) => a - b);
}

const fold = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');

function documents(found: StatusAnswer, catalogue: Catalogue): boolean {
  return catalogue.provider(found.provider.id)?.row(found.code) !== undefined;
}

function answer(
  code: number,
  provider: Provider,
  catalogue: Catalogue,
  { method = 'GET', retryAfter, fields, now }: LookupOptions,
): StatusAnswer {
  const rule = ruleFor(code, provider, catalogue);
  const sent = retryAfter === undefined ? [] : [{ name: 'Retry-After', value: retryAfter }];
  const { advice } = adviseOn(rule, {
    method,
    requestHeaders: [],
    retryAfter: readRetryAfter(fields ?? sent, now),
    receivedAt: fields ? now : null,
  });
  const { name, meaning, condition, source } = rule;
  return { provider: describeProvider(provider), code, name, meaning, condition, advice, source };
}
