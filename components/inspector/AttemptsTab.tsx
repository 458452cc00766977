// The attempts of one call, and what makes them one.
import type { Evidence } from '../../lib/retry/calls.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { formatClock, formatGap } from '../common/format.ts';
import { Icon } from '../common/Icon.tsx';
import { ElapsedTime } from './ElapsedTime.tsx';
import { ExchangeBadge } from './ExchangeBadge.tsx';
import { adviceCell, gapBefore } from './row-text.ts';

const evidenceText: Readonly<Record<Evidence, string>> = {
  certain: 'The client sent an id that ties these attempts together.',
  strong: 'The client counts its retries in a header.',
  heuristic: 'Judged by likeness: the same method, URL and body again after a failure.',
  single: 'No other attempt of this call was seen.',
};

interface AttemptsTabProps {
  readonly row: Row;
  readonly attempts: readonly Row[];
  onSelect(row: Row): void;
}

/** Shows a table of attempts; a click goes to one. */
export function AttemptsTab({ row, attempts, onSelect }: AttemptsTabProps) {
  const last = attempts[attempts.length - 1] ?? row;
  const { evidence, confidence } = last.attempt;
  const first = attempts[0]?.exchange.startedDateTime ?? 0;
  return (
    <>
      <table class="rs-table rs-table-attempts">
        <thead>
          <tr>
            <th scope="col">Attempt</th>
            <th scope="col">Status</th>
            <th scope="col">Sent</th>
            <th scope="col">After</th>
            <th scope="col">Took</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map((one) => {
            const { exchange } = one;
            const current = exchange.id === row.exchange.id;
            const gap = gapBefore(one, attempts);
            const cell = adviceCell(one);
            return (
              <tr key={exchange.id} class={current ? 'rs-current' : ''}>
                <th scope="row">
                  <button type="button" class="rs-link" aria-current={current} onClick={() => onSelect(one)}>
                    {one.attempt.attempt}
                  </button>
                </th>
                <td>
                  <ExchangeBadge exchange={exchange} />
                </td>
                <td class="rs-mono">{formatClock(exchange.startedDateTime, first)}</td>
                <td class="rs-mono">{gap === null ? '' : formatGap(gap)}</td>
                <td class="rs-mono">
                  <ElapsedTime exchange={exchange} />
                </td>
                <td class={`rs-tone-${cell.tone}`} title={cell.title}>
                  <Icon name={cell.icon} /> {cell.text}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p class="rs-quiet rs-after-table">
        {evidenceText[evidence]}
        {evidence === 'single' ? '' : ` Evidence: ${evidence}, confidence ${Math.round(confidence * 100)} %.`}
        {attempts.length > 1 ? ' “After” counts from the response before.' : ''}
      </p>
    </>
  );
}
