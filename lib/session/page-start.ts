// Which exchanges belong to the page that a tab shows now: what "preserve log" would keep of the pages before.
import type { Exchange } from '../http/exchange.ts';

/** That a tab's page changed to `url`; `at` is when it was told, epoch ms. */
interface Navigation {
  readonly url: string;
  readonly at: number;
}

/** A document that took longer than this to answer is not taken for the page's, ms. */
const LONGEST_LOAD_MS = 60_000;

/**
 * When the page began, epoch ms: the start of its own document's request, first redirect included, because the browser
 * tells of a navigation only after the page has begun to load; without such a request, when it was told. It depends on
 * the documents alone (see `isPageDocument`), not on the order in which they came, so that every panel draws the same
 * line.
 */
export function pageStart(documents: Iterable<Exchange>, { url, at }: Navigation): number {
  const all = [...documents];
  const document = all
    .filter((exchange) => exchange.url === url && isRecent(exchange, at))
    .reduce<Exchange | undefined>(
      (latest, next) => (!latest || next.startedDateTime > latest.startedDateTime ? next : latest),
      undefined,
    );
  if (!document) return at;
  const request = document.id.slice(0, document.id.lastIndexOf('.') + 1);
  return all
    .filter(({ id }) => id.startsWith(request))
    .reduce((first, { startedDateTime }) => Math.min(first, startedDateTime), document.startedDateTime);
}

/** Whether a request was for a page of the tab itself: no other tells when a page began. */
export const isPageDocument = ({ resourceType }: Exchange): boolean =>
  resourceType === 'main_frame' || resourceType === 'document';

const isRecent = ({ startedDateTime }: Exchange, at: number): boolean =>
  startedDateTime <= at && at - startedDateTime < LONGEST_LOAD_MS;
