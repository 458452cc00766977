// Where the time of one exchange went, phase by phase.
import { type Exchange, responseReceivedAt, type Timings } from '../../lib/http/exchange.ts';
import { seenBy, timeNotes, unseenEnd, unseenStart } from '../common/capture-text.ts';
import { formatClock, formatElapsed } from '../common/format.ts';

const phases: readonly (readonly [keyof Timings, string])[] = [
  ['blocked', 'Queued'],
  ['dns', 'DNS'],
  ['connect', 'Connect'],
  ['send', 'Send'],
  ['wait', 'Waiting'],
  ['receive', 'Receive'],
];

/** Shows the instants that are known and by whom, what is not known, and HAR's phases as bars one after the other. */
export function TimingTab({ exchange }: { readonly exchange: Exchange }) {
  const { startedDateTime, responseStart, timings } = exchange;
  const startMissed = unseenStart(exchange) !== undefined;
  return (
    <>
      <dl class="rs-facts">
        <dt>Started</dt>
        <dd class="rs-mono">
          {startMissed ? 'before ' : ''}
          {formatClock(startedDateTime)}
        </dd>
        {responseStart >= 0 ? (
          <>
            <dt>Response received</dt>
            <dd class="rs-mono">
              {formatClock(responseReceivedAt(exchange), startedDateTime)}
              {startMissed ? '' : ` · after ${formatElapsed(responseStart)}`}
            </dd>
          </>
        ) : null}
        <dt>Total</dt>
        <dd class="rs-mono">{totalText(exchange)}</dd>
        <dt>Seen by</dt>
        <dd>{seenBy(exchange)}</dd>
      </dl>
      {timeNotes(exchange).map((note) => (
        <p key={note} class="rs-card rs-card-note">
          {note}
        </p>
      ))}
      {timings ? (
        <Phases timings={timings} />
      ) : (
        <p class="rs-quiet">Phases are known only where DevTools saw the exchange too.</p>
      )}
    </>
  );
}

function totalText(exchange: Exchange): string {
  if (exchange.state === 'pending') return unseenEnd(exchange) ? 'no end seen' : 'not ended yet';
  return unseenStart(exchange) ? 'unknown' : formatElapsed(exchange.time) || 'unknown';
}

function Phases({ timings }: { readonly timings: Timings }) {
  let at = 0;
  const known = phases.flatMap(([key, name]) => {
    const length = timings[key];
    if (length < 0) return [];
    const phase = { key, name, start: at, length };
    at += length;
    return [phase];
  });
  const total = Math.max(at, 1e-9);
  return (
    <table class="rs-table rs-table-phases">
      <thead>
        <tr>
          <th scope="col">Phase</th>
          <th scope="col">
            <span class="rs-hidden">Share</span>
          </th>
          <th scope="col">Time</th>
        </tr>
      </thead>
      <tbody>
        {known.map(({ key, name, start, length }) => (
          <tr key={key}>
            <th scope="row">
              {name}
              {key === 'connect' && timings.ssl >= 0 ? (
                <span class="rs-quiet"> (TLS {formatElapsed(timings.ssl)})</span>
              ) : null}
            </th>
            <td>
              <div
                class={`rs-phase rs-phase-${key}`}
                style={{ marginLeft: `${(start / total) * 100}%`, width: `${(length / total) * 100}%` }}
              />
            </td>
            <td class="rs-mono">{formatElapsed(length)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
