// The messages that the extension's contexts exchange; how they are read is in parse-*.ts beside this file.
import type { BodyAnswer } from '../http/body.ts';
import type { Exchange } from '../http/exchange.ts';

/** Panels, the popup and the DevTools page speak to the background over one port each. */
export const PORT_NAME = 'retryscope.session';

/** The most records in one message … */
export const MOST_RECORDS = 500;
/** … and the most characters: a message is copied more than once on its way. */
export const MOST_CHARACTERS = 1_000_000;

/**
 * To the background, to be kept: answered by `settled` with the same number, and sent again where that
 * does not come.
 */
export type Delivery =
  | { readonly type: 'devtools-exchanges'; readonly exchanges: readonly Exchange[] }
  | { readonly type: 'navigated'; readonly tabId: number; readonly url: string; readonly at: number }
  /** Entries were dropped between two times (epoch ms) because nobody took them. */
  | { readonly type: 'dropped'; readonly from: number; readonly to: number };

/** To the background. */
export type ClientMessage =
  /**
   * Send me everything after this number, then what follows; `tabId` null follows all tabs. With `readsPacks` it is
   * enough to name what is packed.
   */
  | {
      readonly type: 'subscribe';
      readonly tabId: number | null;
      readonly afterSeq: number;
      readonly readsPacks: boolean;
    }
  | { readonly type: 'deliver'; readonly number: number; readonly delivery: Delivery }
  | { readonly type: 'clear'; readonly tabId: number }
  /** Keeps the worker alive while a page is open; answered by `pong`. */
  | { readonly type: 'ping' }
  /** The answer to `give-back`: records as a JSON array. */
  | { readonly type: 'given-back'; readonly records: string }
  /** The DevTools page of that tab can read bodies. */
  | { readonly type: 'offer-bodies'; readonly tabId: number }
  /** A panel asks for the body of the exchange that DevTools knows under this id. */
  | {
      readonly type: 'body-wanted';
      readonly request: number;
      readonly tabId: number;
      readonly devtoolsId: string;
    }
  /** The DevTools page's answer to `read-body`. */
  | { readonly type: 'body-read'; readonly request: number; readonly answer: BodyAnswer };

/** From the background. */
export type SessionMessage =
  /**
   * In number order, as a JSON array; `upToSeq` is how far the subscriber now is, its own records or not; `more` while
   * stored records still follow.
   */
  | {
      readonly type: 'records';
      readonly records: string;
      readonly upToSeq: number;
      readonly more: boolean;
    }
  /** Read these packs (see `RecordPack`; their last numbers) in the database: they come before what follows. */
  | { readonly type: 'packs'; readonly packs: readonly number[] }
  /** Everything up to that number was dropped for lack of room. */
  | { readonly type: 'evicted'; readonly upToSeq: number }
  | { readonly type: 'status'; readonly origins: readonly string[]; readonly notices: readonly string[] }
  /** That delivery is stored, or can't be read: it need not come again. */
  | { readonly type: 'settled'; readonly number: number }
  | { readonly type: 'pong' }
  /** The log lost records after the first number up to the second: whoever has them, please. */
  | { readonly type: 'give-back'; readonly afterSeq: number; readonly upToSeq: number }
  /** To the DevTools page. */
  | { readonly type: 'read-body'; readonly request: number; readonly devtoolsId: string }
  /** To the panel that asked. */
  | { readonly type: 'body'; readonly request: number; readonly answer: BodyAnswer };
