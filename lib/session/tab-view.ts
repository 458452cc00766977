// Which exchanges belong to the view of one tab: its own, and those of workers of the pages that it shows.
import type { Exchange } from '../http/exchange.ts';
import type { LogRecord } from './log-record.ts';

/** Collects the origins of a tab's pages from its records. */
export interface TabOrigins {
  /** Notes what a record tells; true when it told of an origin that was not known. */
  note(record: LogRecord): boolean;
  /**
   * Whether a request that has no tab was made by a worker of one of the tab's origins, as far as the browser tells:
   * it names the worker's origin as the initiator.
   */
  hasWorker(exchange: Exchange): boolean;
}

/** Starts with no origin. A tab's own requests name their page's origin as the initiator. */
export function createTabOrigins(): TabOrigins {
  const origins = new Set<string>();
  /** Thousands of requests name the same initiator: it is read once. */
  const initiators = new Set<string>();
  return {
    note(record) {
      const before = origins.size;
      if (record.kind === 'navigation') add(origins, record.url);
      else if (record.kind === 'exchange' && record.tabId >= 0) {
        const { initiator, url, resourceType } = record.exchange;
        if (isDocument(resourceType)) add(origins, url);
        else if (!initiators.has(initiator)) {
          initiators.add(initiator);
          add(origins, initiator);
        }
      }
      return origins.size > before;
    },
    hasWorker: ({ initiator }) => {
      const origin = originOf(initiator);
      return origin !== '' && origins.has(origin);
    },
  };
}

const isDocument = (resourceType: string): boolean =>
  resourceType === 'main_frame' || resourceType === 'sub_frame' || resourceType === 'document';

function add(origins: Set<string>, url: string): void {
  const origin = originOf(url);
  if (origin !== '') origins.add(origin);
}

function originOf(url: string): string {
  if (!/^https?:/.test(url) || !URL.canParse(url)) return '';
  return new URL(url).origin;
}
