// What the known network error names of Chromium and Firefox stand for, as data; neither browser promises them.

/** Names without Chromium's `net::`, a summary without a final full stop, and what is known to have happened. */
export interface NetworkErrorRow {
  readonly codes: readonly string[];
  readonly summary: string;
  readonly explanation: string;
}

const row = (codes: string, summary: string, explanation: string): NetworkErrorRow => ({
  codes: codes.split(' '),
  summary,
  explanation,
});

/** Chromium: net/base/net_error_list.h. Firefox: xpcom/base/ErrorList.py. */
export const networkErrors: readonly NetworkErrorRow[] = [
  // Connecting
  row(
    'ERR_CONNECTION_REFUSED NS_ERROR_CONNECTION_REFUSED',
    'Connection refused',
    'The host answered that nothing accepts connections on this port.',
  ),
  row(
    'ERR_CONNECTION_TIMED_OUT',
    'Connection timed out',
    'No connection was made within the time the browser or system allows.',
  ),
  row('ERR_CONNECTION_FAILED', 'Connection failed', 'No connection to the server could be made.'),
  row('ERR_ADDRESS_UNREACHABLE', 'Address unreachable', 'There is no route to the address of the host.'),
  row('ERR_ADDRESS_INVALID', 'Invalid address', 'The address or port is not one that can be connected to.'),
  row(
    'ERR_NAME_NOT_RESOLVED NS_ERROR_UNKNOWN_HOST',
    'Host name not found',
    'No address was found for the host name.',
  ),
  row(
    'ERR_NAME_RESOLUTION_FAILED',
    'Name look-up failed',
    'An error occurred while looking up the host name.',
  ),
  row('ERR_DNS_TIMED_OUT', 'Name look-up timed out', 'The DNS server did not answer in time.'),
  row('ERR_INTERNET_DISCONNECTED NS_ERROR_OFFLINE', 'Offline', 'The browser had no network connection.'),
  row(
    'ERR_NETWORK_ACCESS_DENIED',
    'Network access denied',
    'Something on this computer, such as a firewall, denied access to the network.',
  ),
  row(
    'ERR_PROXY_CONNECTION_FAILED NS_ERROR_PROXY_CONNECTION_REFUSED',
    'Proxy not reached',
    'No connection to the proxy could be made; the server was not contacted.',
  ),
  row(
    'ERR_UNEXPECTED_PROXY_AUTH',
    'Unexpected proxy challenge',
    'The server answered 407 although no proxy was in use; the browser kept the response back.',
  ),
  row(
    'NS_ERROR_UNKNOWN_PROXY_HOST',
    'Proxy name not found',
    'No address was found for the host name of the proxy.',
  ),
  row(
    'ERR_TUNNEL_CONNECTION_FAILED',
    'Proxy tunnel failed',
    'The proxy did not open a tunnel to the server.',
  ),
  // Breaking off
  row(
    'ERR_CONNECTION_RESET NS_ERROR_NET_RESET',
    'Connection reset',
    'The connection was reset before the response was complete.',
  ),
  row(
    'ERR_EMPTY_RESPONSE NS_ERROR_NET_EMPTY_RESPONSE',
    'Empty response',
    'The connection ended before a byte of the response arrived. Chromium also reports a reset connection so.',
  ),
  row('ERR_CONNECTION_CLOSED', 'Connection closed', 'The other side closed the connection.'),
  row('ERR_CONNECTION_ABORTED', 'Connection lost', 'Data that had been sent was never acknowledged.'),
  row(
    'NS_ERROR_NET_INTERRUPT',
    'Transfer interrupted',
    'The connection was made, but the transfer of data was cut off.',
  ),
  row(
    'ERR_SOCKET_NOT_CONNECTED',
    'Not connected',
    'The connection was no longer open when it was to be used.',
  ),
  row(
    'ERR_TIMED_OUT NS_ERROR_NET_TIMEOUT NS_ERROR_NET_TIMEOUT_EXTERNAL',
    'Timed out',
    'The operation took longer than the browser allows.',
  ),
  row(
    'ERR_NETWORK_CHANGED',
    'Network changed',
    'The computer changed its network while the request was under way.',
  ),
  row(
    'ERR_NETWORK_IO_SUSPENDED',
    'Network suspended',
    'The computer suspended its network, for example to sleep.',
  ),
  row(
    'ERR_ABORTED NS_BINDING_ABORTED NS_ERROR_ABORT',
    'Request stopped',
    'The page, the person or the browser stopped the request; it is not known how far it got.',
  ),
  // Responses
  row(
    'ERR_CONTENT_LENGTH_MISMATCH NS_ERROR_NET_PARTIAL_TRANSFER',
    'Body cut short',
    'Fewer bytes arrived than the response had announced.',
  ),
  row(
    'ERR_INCOMPLETE_CHUNKED_ENCODING',
    'Body cut short',
    'The connection ended before the last chunk of the body.',
  ),
  row(
    'ERR_INVALID_CHUNKED_ENCODING',
    'Malformed body',
    'The body broke the rules of the chunked transfer coding.',
  ),
  row(
    'ERR_CONTENT_DECODING_FAILED NS_ERROR_INVALID_CONTENT_ENCODING',
    'Body not decodable',
    'The body was not in the coding that Content-Encoding names.',
  ),
  row(
    'NS_ERROR_CORRUPTED_CONTENT',
    'Corrupted response',
    'The response broke the rules of its protocol or did not match what was expected.',
  ),
  row(
    'ERR_INVALID_RESPONSE ERR_INVALID_HTTP_RESPONSE',
    'Invalid response',
    'What the server sent is not a valid HTTP response.',
  ),
  row(
    'ERR_RESPONSE_HEADERS_TOO_BIG',
    'Headers too large',
    'The header section of the response is larger than the browser accepts.',
  ),
  row(
    'ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH',
    'Conflicting Content-Length',
    'The response carried several different Content-Length values.',
  ),
  row(
    'ERR_TOO_MANY_REDIRECTS NS_ERROR_REDIRECT_LOOP',
    'Too many redirects',
    'The browser stopped following redirects.',
  ),
  row('ERR_HTTP2_PROTOCOL_ERROR', 'HTTP/2 error', 'One side broke the rules of HTTP/2 or reset the stream.'),
  row(
    'ERR_HTTP2_SERVER_REFUSED_STREAM',
    'Stream refused',
    'The server refused the HTTP/2 stream before processing the request (RFC 9113 §8.7).',
  ),
  row('ERR_HTTP2_PING_FAILED', 'Connection lost', 'An HTTP/2 ping on the connection got no answer in time.'),
  row(
    'ERR_QUIC_PROTOCOL_ERROR',
    'HTTP/3 error',
    'One side broke the rules of QUIC, the transport of HTTP/3.',
  ),
  row(
    'ERR_CACHE_MISS NS_ERROR_DOCUMENT_NOT_CACHED',
    'Not in the cache',
    'Only a cached response was allowed, and there was none.',
  ),
  // Security
  row('ERR_SSL_PROTOCOL_ERROR', 'TLS error', 'The TLS handshake failed or its rules were broken.'),
  row(
    'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
    'No common TLS version',
    'Browser and server have no TLS version or cipher suite in common.',
  ),
  row(
    'ERR_SSL_CLIENT_AUTH_CERT_NEEDED',
    'Client certificate needed',
    'The server asked for a client certificate.',
  ),
  row(
    'NS_ERROR_NET_INADEQUATE_SECURITY',
    'TLS too weak',
    'The TLS of the connection is weaker than HTTP/2 requires.',
  ),
  row(
    'ERR_CERT_AUTHORITY_INVALID',
    'Certificate not trusted',
    'The certificate was issued by an authority the browser does not trust.',
  ),
  row(
    'ERR_CERT_DATE_INVALID',
    'Certificate out of date',
    "The certificate has expired or is not valid yet by this computer's clock.",
  ),
  row(
    'ERR_CERT_COMMON_NAME_INVALID',
    'Certificate for another host',
    'The certificate does not name this host.',
  ),
  row('ERR_CERT_REVOKED', 'Certificate revoked', 'The authority that issued the certificate has revoked it.'),
  // Never sent, or withheld from the page
  row(
    'ERR_BLOCKED_BY_CLIENT',
    'Blocked in the browser',
    'The browser or one of its extensions blocked the request.',
  ),
  row(
    'ERR_BLOCKED_BY_ADMINISTRATOR',
    'Blocked by policy',
    'A policy of the administrator of this browser blocked the request.',
  ),
  row(
    'ERR_BLOCKED_BY_CSP',
    'Blocked by the page',
    'The Content-Security-Policy of the page does not allow the request.',
  ),
  row(
    'ERR_BLOCKED_BY_RESPONSE',
    'Response blocked',
    'A header of the response, such as Cross-Origin-Resource-Policy, forbids its use here.',
  ),
  row(
    'ERR_BLOCKED_BY_ORB',
    'Response blocked',
    'Opaque Response Blocking withheld a cross-origin response from the page.',
  ),
  row(
    'NS_ERROR_BLOCKED_BY_POLICY',
    'Blocked by policy',
    'A policy, of the page or of the browser, blocked the request.',
  ),
  row('NS_ERROR_TRACKING_URI', 'Blocked as a tracker', 'Tracking protection blocked the request.'),
  row(
    'NS_ERROR_DOM_BAD_URI',
    'Not allowed',
    'The page may not load this address; a request blocked by CORS ends so.',
  ),
  row('ERR_ACCESS_DENIED', 'Access denied', 'Permission to reach the resource was denied.'),
  row(
    'ERR_UNSAFE_PORT NS_ERROR_PORT_ACCESS_NOT_ALLOWED',
    'Port not allowed',
    'Browsers make no HTTP requests to this port.',
  ),
  row(
    'ERR_UNKNOWN_URL_SCHEME NS_ERROR_UNKNOWN_PROTOCOL',
    'Unknown URL scheme',
    'Nothing handles this kind of URL.',
  ),
  row('ERR_INVALID_URL NS_ERROR_MALFORMED_URI', 'Invalid URL', 'The URL is not valid.'),
  row(
    'ERR_INSUFFICIENT_RESOURCES',
    'Browser out of resources',
    'The browser lacked the memory or the connections for another request.',
  ),
  row('ERR_UPLOAD_FILE_CHANGED', 'Upload changed', 'A file to be uploaded was changed after it was chosen.'),
  row('NS_BINDING_REDIRECTED', 'Redirected', 'The browser went on with this request under another URL.'),
  row(
    'NS_BINDING_RETARGETED',
    'Handed over',
    'The response was handed to something else, for example to a download.',
  ),
  row(
    'ERR_FAILED NS_ERROR_FAILURE',
    'Failed',
    'The browser gives no closer reason; a response blocked by CORS also ends so in Chromium.',
  ),
];
