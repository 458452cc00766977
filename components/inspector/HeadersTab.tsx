// The header fields of one exchange, as sent, those about retrying made easy to find.
import { type Exchange, type Header, responseReceivedAt } from '../../lib/http/exchange.ts';
import type { RetryAfter } from '../../lib/http/retry-after.ts';
import { readServerHints } from '../../lib/http/retry-hints.ts';
import { formatDuration } from '../../lib/retry/duration.ts';
import { say } from '../../lib/words/say.ts';
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
    [say('headers.url'), exchange.url],
    [say('headers.method'), exchange.method],
    [
      say('headers.status'),
      exchange.status === 0
        ? exchange.error || say('headers.noStatus')
        : `${exchange.status} ${exchange.statusText}`,
    ],
    [say('headers.version'), exchange.httpVersion],
    [say('headers.address'), exchange.serverIPAddress],
    [say('headers.type'), exchange.resourceType],
    [say('headers.initiator'), exchange.initiator],
    [say('headers.sentBy'), sentBy(exchange)],
    [say('headers.answeredBy'), exchange.serviceWorker === 'intercepted' ? say('headers.worker') : ''],
    [say('headers.fromCache'), exchange.fromCache ? say('headers.yes') : ''],
    [
      say('headers.body'),
      exchange.responseBodySize < 0
        ? ''
        : say('headers.bytes', { count: formatCount(exchange.responseBodySize) }),
    ],
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
      <Fields title={say('headers.response')} headers={exchange.responseHeaders} retryAfter={retryAfter} />
      <Fields title={say('headers.request')} headers={exchange.requestHeaders} />
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
        <p class="rs-quiet">{say('headers.noneSeen')}</p>
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
      ? say('headers.invalid', { reason: retryAfter.reason })
      : say('headers.readAs', { time: formatDuration(retryAfter.seconds) });
  return (
    <>
      {' '}
      <span class="rs-tag">{text}</span>
    </>
  );
}
