// How the browser's webRequest details become capture events, and how its listeners stay alive.
import type { WebRequest } from 'webextension-polyfill';
import type { CaptureEvent } from '../capture/capture-event.ts';
import type { Header } from '../http/exchange.ts';
import { browser } from './browser.ts';
import { extraHeadersSupported } from './settings.ts';

type Details = WebRequest.OnBeforeRequestDetailsType;

/** Details that only some events and browsers carry. */
interface Extra {
  readonly statusCode?: number;
  readonly statusLine?: string;
  readonly responseHeaders?: WebRequest.HttpHeaders;
  readonly requestHeaders?: WebRequest.HttpHeaders;
  readonly ip?: string;
  readonly fromCache?: boolean;
  readonly redirectUrl?: string;
  readonly error?: string;
  /** Chromium. */
  readonly initiator?: string;
  /** Firefox. */
  readonly originUrl?: string;
}

const FILTER: WebRequest.RequestFilter = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] };

/** The listeners of the background. */
export interface WebRequestListeners {
  /** Listens anew: in Chromium listeners registered while no host permission is held stay dead after a grant. */
  listenAnew(): void;
  /** What a person has chosen, once it is known in this life of the worker. */
  settle(extraHeaders: boolean): void;
  /**
   * Also hears preflights, the status of responses that CORS blocked, and the fields that Chromium keeps back
   * (`Cookie`, `Set-Cookie`, `Origin`, …). No effect where the browser has no such choice (Firefox shows them always).
   */
  showExtraHeaders(on: boolean): void;
}

/** Listens to every request of pages that the granted sites allow; must run in the worker's first turn. */
export function listenToWebRequest(onEvent: (event: CaptureEvent) => void): WebRequestListeners {
  const plain = createListeners(onEvent, []);
  const extra = createListeners(onEvent, ['extraHeaders']);
  let isExtra = false;
  plain.add();
  const showExtraHeaders = (on: boolean): void => {
    if (!extraHeadersSupported() || (on && isExtra)) return;
    // The first turn always registers the plain ones: what a person wants is known only after it, and the browser
    // wakes a stopped worker only for what its first turn registers. Both are there for a moment; see the assembler.
    // Those that an earlier life left behind can be removed only by adding them again.
    if (!isExtra) extra.add();
    if (on) plain.remove();
    else {
      if (isExtra) plain.add();
      plain.ignoreHeads();
      extra.remove();
    }
    isExtra = on;
  };
  return {
    listenAnew() {
      const current = isExtra ? extra : plain;
      current.remove();
      current.add();
    },
    settle(extraHeaders) {
      if (extraHeaders) showExtraHeaders(true);
      else plain.ignoreHeads();
    },
    showExtraHeaders,
  };
}

/** One listener for each event; `more` is what they ask for beside the headers. */
function createListeners(onEvent: (event: CaptureEvent) => void, more: readonly string[]) {
  const { webRequest } = browser;
  const on =
    (toEvent: (base: Base, details: Details & Extra) => CaptureEvent) =>
    (details: Details & Extra): void => {
      // Only traffic of the web; the extension's own pages have another scheme.
      if (/^(?:http|ws)s?:/.test(details.url)) onEvent(toEvent(baseOf(details), details));
    };
  const started = on((base, details) => ({ ...base, kind: 'started', requestBodySize: bodySize(details) }));
  const sent = on((base, { requestHeaders }) => ({
    ...base,
    kind: 'sent',
    requestHeaders: toHeaders(requestHeaders),
  }));
  const responded = on((base, details) => ({ ...base, ...headOf(details), kind: 'responded' }));
  const redirected = on((base, details) => ({
    ...base,
    ...headOf(details),
    kind: 'redirected',
    redirectURL: details.redirectUrl ?? '',
  }));
  const completed = on((base, details) => ({ ...base, ...headOf(details), kind: 'completed' }));
  // Responses that CORS blocks get no further than their head, and are shown at all only with extra headers. These hold
  // in the whole browser, and past a stop of the worker: the one that wakes it reaches the plain listeners alone.
  let hearsHeads = true;
  const failed = on((base, details) => ({
    ...base,
    kind: 'failed',
    error: details.error ?? '',
    fromCache: details.fromCache ?? false,
  }));
  const request = ['requestHeaders', ...more] as 'requestHeaders'[];
  const response = ['responseHeaders', ...more] as 'responseHeaders'[];

  return {
    /** For as long as nobody asks for extra headers: one event less for each request. */
    ignoreHeads() {
      hearsHeads = false;
      webRequest.onHeadersReceived.removeListener(responded);
    },
    remove() {
      webRequest.onBeforeRequest.removeListener(started);
      webRequest.onSendHeaders.removeListener(sent);
      webRequest.onResponseStarted.removeListener(responded);
      webRequest.onHeadersReceived.removeListener(responded);
      webRequest.onBeforeRedirect.removeListener(redirected);
      webRequest.onCompleted.removeListener(completed);
      webRequest.onErrorOccurred.removeListener(failed);
    },
    add() {
      // Without `more` the argument is left out: Firefox knows no `extraHeaders`.
      webRequest.onBeforeRequest.addListener(started, FILTER, more as never[]);
      webRequest.onSendHeaders.addListener(sent, FILTER, request);
      webRequest.onResponseStarted.addListener(responded, FILTER, response);
      if (hearsHeads) webRequest.onHeadersReceived.addListener(responded, FILTER, response);
      webRequest.onBeforeRedirect.addListener(redirected, FILTER, response);
      webRequest.onCompleted.addListener(completed, FILTER, response);
      (webRequest.onErrorOccurred.addListener as (...args: unknown[]) => void)(
        failed,
        FILTER,
        ...(more.length > 0 ? [more] : []),
      );
    },
  };
}

type Base = Omit<Extract<CaptureEvent, { kind: 'sent' }>, 'kind' | 'requestHeaders'>;

function baseOf(details: Details & Extra): Base {
  return {
    requestId: details.requestId,
    url: details.url,
    method: details.method,
    tabId: details.tabId,
    resourceType: details.type,
    initiator: details.initiator ?? details.originUrl ?? '',
    timeStamp: details.timeStamp,
  };
}

function headOf(details: Details & Extra) {
  // "HTTP/1.1 503 Service Unavailable"; HTTP/2 has no reason phrase.
  const [httpVersion = '', , ...reason] = (details.statusLine ?? '').split(' ');
  return {
    status: details.statusCode ?? 0,
    statusText: reason.join(' '),
    httpVersion,
    responseHeaders: toHeaders(details.responseHeaders),
    serverIPAddress: details.ip ?? '',
    fromCache: details.fromCache ?? false,
  };
}

const toHeaders = (headers: WebRequest.HttpHeaders | undefined): Header[] =>
  (headers ?? []).map(({ name, value }) => ({ name, value: value ?? '' }));

function bodySize({ requestBody }: Details): number {
  const parts = requestBody?.raw;
  if (!parts) return -1;
  return parts.reduce((sum, { bytes }) => sum + ((bytes as ArrayBuffer | undefined)?.byteLength ?? 0), 0);
}
