// Where the time of one exchange went, phase by phase.
import { type Exchange, responseReceivedAt, type Timings } from '../../lib/http/exchange.ts';
import { say } from '../../lib/words/say.ts';
import { seenBy, timeNotes, unseenEnd, unseenStart } from '../common/capture-text.ts';
import { formatClock, formatElapsed } from '../common/format.ts';

const phases = ['blocked', 'dns', 'connect', 'send', 'wait', 'receive'] as const;

/** Shows the instants that are known and by whom, what is not known, and HAR's phases as bars one after the other. */
export function TimingTab({ exchange }: { readonly exchange: Exchange }) {
  const { startedDateTime, responseStart, timings } = exchange;
  const startMissed = unseenStart(exchange) !== undefined;
  const started = formatClock(startedDateTime);
  return (
    <>
      <dl class="rs-facts">
        <dt>{say('timing.started')}</dt>
        <dd class="rs-mono">{startMissed ? say('timing.before', { time: started }) : started}</dd>
        {responseStart >= 0 ? (
          <>
            <dt>{say('timing.received')}</dt>
            <dd class="rs-mono">{receivedText(exchange)}</dd>
          </>
        ) : null}
        <dt>{say('timing.total')}</dt>
        <dd class="rs-mono">{totalText(exchange)}</dd>
        <dt>{say('timing.seenBy')}</dt>
        <dd>{seenBy(exchange)}</dd>
      </dl>
      {timeNotes(exchange).map((note) => (
        <p key={note} class="rs-card rs-card-note">
          {note}
        </p>
      ))}
      {timings ? <Phases timings={timings} /> : <p class="rs-quiet">{say('timing.noPhases')}</p>}
    </>
  );
}

function receivedText(exchange: Exchange): string {
  const { startedDateTime, responseStart } = exchange;
  const time = formatClock(responseReceivedAt(exchange), startedDateTime);
  if (unseenStart(exchange)) return time;
  return say('timing.receivedAfter', { time, elapsed: formatElapsed(responseStart) });
}

function totalText(exchange: Exchange): string {
  if (exchange.state === 'pending') return say(unseenEnd(exchange) ? 'timing.noEnd' : 'timing.pending');
  return (!unseenStart(exchange) && formatElapsed(exchange.time)) || say('timing.unknown');
}

function Phases({ timings }: { readonly timings: Timings }) {
  let at = 0;
  const known = phases.flatMap((key) => {
    const length = timings[key];
    if (length < 0) return [];
    const phase = { key, start: at, length };
    at += length;
    return [phase];
  });
  const total = Math.max(at, 1e-9);
  return (
    <table class="rs-table rs-table-phases">
      <thead>
        <tr>
          <th scope="col">{say('timing.phase')}</th>
          <th scope="col">
            <span class="rs-hidden">{say('timing.share')}</span>
          </th>
          <th scope="col">{say('timing.time')}</th>
        </tr>
      </thead>
      <tbody>
        {known.map(({ key, start, length }) => (
          <tr key={key}>
            <th scope="row">
              {say(`timing.phases.${key}`)}
              {key === 'connect' && timings.ssl >= 0 ? (
                <span class="rs-quiet"> {say('timing.tls', { time: formatElapsed(timings.ssl) })}</span>
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
