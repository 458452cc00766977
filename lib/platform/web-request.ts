// How the browser's webRequest details become capture events, and how its listeners stay alive.
import browser, { type WebRequest } from 'webextension-polyfill';
import type { CaptureEvent } from '../capture/capture-event.ts';
import type { Header } from '../http/exchange.ts';

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

const FILTER: WebRequest.RequestFilter = { urls: ['http://*/*', 'https://*/*'] };

/**
 * Listens to every http(s) request that the granted sites allow; must run in the worker's first turn. Returns how to
 * listen anew: in Chromium listeners registered while no host permission is held stay dead after a grant.
 */
export function listenToWebRequest(onEvent: (event: CaptureEvent) => void): () => void {
  const { webRequest } = browser;
  const on =
    (toEvent: (base: Base, details: Details & Extra) => CaptureEvent) =>
    (details: Details & Extra): void => {
      // Only http(s) traffic of pages; the extension's own pages have another scheme.
      if (details.url.startsWith('http')) onEvent(toEvent(baseOf(details), details));
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
  const failed = on((base, details) => ({
    ...base,
    kind: 'failed',
    error: details.error ?? '',
    fromCache: details.fromCache ?? false,
  }));

  const remove = (): void => {
    webRequest.onBeforeRequest.removeListener(started);
    webRequest.onSendHeaders.removeListener(sent);
    webRequest.onResponseStarted.removeListener(responded);
    webRequest.onBeforeRedirect.removeListener(redirected);
    webRequest.onCompleted.removeListener(completed);
    webRequest.onErrorOccurred.removeListener(failed);
  };
  const add = (): void => {
    webRequest.onBeforeRequest.addListener(started, FILTER);
    webRequest.onSendHeaders.addListener(sent, FILTER, ['requestHeaders']);
    webRequest.onResponseStarted.addListener(responded, FILTER, ['responseHeaders']);
    webRequest.onBeforeRedirect.addListener(redirected, FILTER, ['responseHeaders']);
    webRequest.onCompleted.addListener(completed, FILTER, ['responseHeaders']);
    webRequest.onErrorOccurred.addListener(failed, FILTER);
  };
  add();
  return () => {
    remove();
    add();
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
