// Which network error names of Chromium and Firefox stand for which failure, as data; neither browser promises them.
import type { Word } from '../words/say.ts';

type Sentences = 'summary' | 'explanation';
type FailureOf<W> = W extends `network.${infer Failure}.${Sentences}` ? Failure : never;

/** What is said of it: `network.<failure>.summary` without a final full stop, `.explanation` in whole sentences. */
export type NetworkFailure = FailureOf<Word>;

/**
 * The names by failure, without Chromium's `net::`. Chromium: net/base/net_error_list.h. Firefox:
 * xpcom/base/ErrorList.py. `tls` and `unknown` have no names of their own.
 */
export const networkErrors: Readonly<Record<Exclude<NetworkFailure, 'tls' | 'unknown'>, string>> = {
  // Connecting
  refused: 'ERR_CONNECTION_REFUSED NS_ERROR_CONNECTION_REFUSED',
  connectTimeout: 'ERR_CONNECTION_TIMED_OUT',
  connectFailed: 'ERR_CONNECTION_FAILED',
  unreachable: 'ERR_ADDRESS_UNREACHABLE',
  address: 'ERR_ADDRESS_INVALID',
  unknownHost: 'ERR_NAME_NOT_RESOLVED NS_ERROR_UNKNOWN_HOST',
  lookUp: 'ERR_NAME_RESOLUTION_FAILED',
  lookUpTimeout: 'ERR_DNS_TIMED_OUT',
  offline: 'ERR_INTERNET_DISCONNECTED NS_ERROR_OFFLINE',
  networkDenied: 'ERR_NETWORK_ACCESS_DENIED',
  proxy: 'ERR_PROXY_CONNECTION_FAILED NS_ERROR_PROXY_CONNECTION_REFUSED',
  proxyChallenge: 'ERR_UNEXPECTED_PROXY_AUTH',
  unknownProxy: 'NS_ERROR_UNKNOWN_PROXY_HOST',
  tunnel: 'ERR_TUNNEL_CONNECTION_FAILED',
  // Breaking off
  reset: 'ERR_CONNECTION_RESET NS_ERROR_NET_RESET',
  empty: 'ERR_EMPTY_RESPONSE NS_ERROR_NET_EMPTY_RESPONSE',
  closed: 'ERR_CONNECTION_CLOSED',
  lost: 'ERR_CONNECTION_ABORTED',
  interrupted: 'NS_ERROR_NET_INTERRUPT',
  notConnected: 'ERR_SOCKET_NOT_CONNECTED',
  timeout: 'ERR_TIMED_OUT NS_ERROR_NET_TIMEOUT NS_ERROR_NET_TIMEOUT_EXTERNAL',
  changed: 'ERR_NETWORK_CHANGED',
  suspended: 'ERR_NETWORK_IO_SUSPENDED',
  stopped: 'ERR_ABORTED NS_BINDING_ABORTED NS_ERROR_ABORT',
  // Responses
  short: 'ERR_CONTENT_LENGTH_MISMATCH NS_ERROR_NET_PARTIAL_TRANSFER',
  chunk: 'ERR_INCOMPLETE_CHUNKED_ENCODING',
  chunking: 'ERR_INVALID_CHUNKED_ENCODING',
  decoding: 'ERR_CONTENT_DECODING_FAILED NS_ERROR_INVALID_CONTENT_ENCODING',
  corrupted: 'NS_ERROR_CORRUPTED_CONTENT',
  response: 'ERR_INVALID_RESPONSE ERR_INVALID_HTTP_RESPONSE',
  headers: 'ERR_RESPONSE_HEADERS_TOO_BIG',
  lengths: 'ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH',
  redirects: 'ERR_TOO_MANY_REDIRECTS NS_ERROR_REDIRECT_LOOP',
  http2: 'ERR_HTTP2_PROTOCOL_ERROR',
  stream: 'ERR_HTTP2_SERVER_REFUSED_STREAM',
  ping: 'ERR_HTTP2_PING_FAILED',
  http3: 'ERR_QUIC_PROTOCOL_ERROR',
  cache: 'ERR_CACHE_MISS NS_ERROR_DOCUMENT_NOT_CACHED',
  // Security
  handshake: 'ERR_SSL_PROTOCOL_ERROR',
  version: 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
  clientCertificate: 'ERR_SSL_CLIENT_AUTH_CERT_NEEDED',
  weak: 'NS_ERROR_NET_INADEQUATE_SECURITY',
  untrusted: 'ERR_CERT_AUTHORITY_INVALID',
  expired: 'ERR_CERT_DATE_INVALID',
  otherHost: 'ERR_CERT_COMMON_NAME_INVALID',
  revoked: 'ERR_CERT_REVOKED',
  // Never sent, or withheld from the page
  byBrowser: 'ERR_BLOCKED_BY_CLIENT',
  byAdministrator: 'ERR_BLOCKED_BY_ADMINISTRATOR',
  byPage: 'ERR_BLOCKED_BY_CSP',
  byResponse: 'ERR_BLOCKED_BY_RESPONSE',
  byOrb: 'ERR_BLOCKED_BY_ORB',
  byPolicy: 'NS_ERROR_BLOCKED_BY_POLICY',
  tracker: 'NS_ERROR_TRACKING_URI',
  notAllowed: 'NS_ERROR_DOM_BAD_URI',
  denied: 'ERR_ACCESS_DENIED',
  port: 'ERR_UNSAFE_PORT NS_ERROR_PORT_ACCESS_NOT_ALLOWED',
  scheme: 'ERR_UNKNOWN_URL_SCHEME NS_ERROR_UNKNOWN_PROTOCOL',
  url: 'ERR_INVALID_URL NS_ERROR_MALFORMED_URI',
  resources: 'ERR_INSUFFICIENT_RESOURCES',
  upload: 'ERR_UPLOAD_FILE_CHANGED',
  redirected: 'NS_BINDING_REDIRECTED',
  retargeted: 'NS_BINDING_RETARGETED',
  failed: 'ERR_FAILED NS_ERROR_FAILURE',
};
