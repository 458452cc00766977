// The header fields of one exchange, as sent, those about retrying made easy to find.
import { type Exchange, type Header, responseReceivedAt } from '../../lib/http/exchange.ts';
import type { RetryAfter } from '../../lib/http/retry-after.ts';
import { readServerHints } from '../../lib/http/retry-hints.ts';
import { formatDuration } from '../../lib/retry/duration.ts';
import { sentBy } from '../common/capture-text.ts';
import { formatCount } from '../common/format.ts';
import { ServerHints } from './ServerHints.tsx';

const aboutRetrying =
  /^(retry-after(-ms)?|x-ms-retry-after-ms|(x-)?ratelimit.*|x-rate-limit.*|(x|stripe)-should-retry|idempotency-key)$/i;

interface HeadersTabProps {
  readonly exchange: Exchange;
  /** How the response's Retry-After was read, to stand beside it. */
  readonly retryAfter: RetryAfter;
}

/** Shows general facts, what the server says about retrying, response fields, request fields. */
export function HeadersTab({ exchange, retryAfter }: HeadersTabProps) {
  const facts: readonly (readonly [string, string])[] = [
    ['URL', exchange.url],
    ['Method', exchange.method],
    [
      'Status',
      exchange.status === 0 ? exchange.error || '(none)' : `${exchange.status} ${exchange.statusText}`,
    ],
    ['HTTP version', exchange.httpVersion],
    ['Remote address', exchange.serverIPAddress],
    ['Resource type', exchange.resourceType],
    ['Initiator', exchange.initiator],
    ['Sent by', sentBy(exchange)],
    [
      'Answered by',
      exchange.serviceWorker === 'intercepted' ? 'Service worker (nothing was on the wire)' : '',
    ],
    ['From cache', exchange.fromCache ? 'yes' : ''],
    ['Response body', exchange.responseBodySize < 0 ? '' : `${formatCount(exchange.responseBodySize)} bytes`],
  ];
  return (
    <>
      <dl class="rs-facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <FactLine key={name} name={name} value={value} />
          ))}
      </dl>
      <ServerHints
        retryAfter={retryAfter}
        hints={readServerHints(exchange.responseHeaders, responseReceivedAt(exchange))}
      />
      <Fields title="Response headers" headers={exchange.responseHeaders} retryAfter={retryAfter} />
      <Fields title="Request headers" headers={exchange.requestHeaders} />
    </>
  );
}

function FactLine({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd class="rs-mono">{value}</dd>
    </>
  );
}

interface FieldsProps {
  readonly title: string;
  readonly headers: readonly Header[];
  readonly retryAfter?: RetryAfter;
}

function Fields({ title, headers, retryAfter }: FieldsProps) {
  return (
    <section>
      <h3 class="rs-heading">
        <span>{title}</span>
        <span>{headers.length}</span>
      </h3>
      {headers.length === 0 ? (
        <p class="rs-quiet">None were seen.</p>
      ) : (
        <table class="rs-table rs-table-headers" aria-label={title}>
          <tbody>
            {headers.map(({ name, value }, index) => (
              <tr key={index} class={aboutRetrying.test(name) ? 'rs-current' : ''}>
                <th scope="row" class="rs-mono">
                  {name}
                </th>
                <td class="rs-mono">
                  {value}
                  {retryAfter && name.toLowerCase() === 'retry-after' ? (
                    <Reading retryAfter={retryAfter} />
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Reading({ retryAfter }: { readonly retryAfter: RetryAfter }) {
  if (retryAfter.kind === 'none') return null;
  const text =
    retryAfter.kind === 'invalid'
      ? `not readable: ${retryAfter.reason}`
      : `read as ${formatDuration(retryAfter.seconds)}`;
  return (
    <>
      {' '}
      <span class="rs-tag">{text}</span>
    </>
  );
}
