// The attempts of one call, and what makes them one.
import type { Row } from '../../lib/stores/inspector-store.ts';
import { say } from '../../lib/words/say.ts';
import { joinSentences } from '../../lib/words/sentences.ts';
import { formatClock, formatGap } from '../common/format.ts';
import { Icon } from '../common/Icon.tsx';
import { ElapsedTime } from './ElapsedTime.tsx';
import { ExchangeBadge } from './ExchangeBadge.tsx';
import { adviceCell, gapBefore } from './row-text.ts';

interface AttemptsTabProps {
  readonly row: Row;
  readonly attempts: readonly Row[];
  onSelect(row: Row): void;
}

/** Shows a table of attempts; a click goes to one. */
export function AttemptsTab({ row, attempts, onSelect }: AttemptsTabProps) {
  const last = attempts[attempts.length - 1] ?? row;
  const { evidence } = last.attempt;
  const first = attempts[0]?.exchange.startedDateTime ?? 0;
  return (
    <>
      <table class="rs-table rs-table-attempts">
        <thead>
          <tr>
            <th scope="col">{say('attempts.attempt')}</th>
            <th scope="col">{say('attempts.status')}</th>
            <th scope="col">{say('attempts.sent')}</th>
            <th scope="col">{say('attempts.after')}</th>
            <th scope="col">{say('attempts.took')}</th>
            <th scope="col">{say('attempts.verdict')}</th>
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
        {joinSentences(
          say(`attempts.because.${evidence}`),
          evidenceText(last),
          attempts.length > 1 ? say('attempts.afterCounts') : '',
        )}
      </p>
    </>
  );
}

/** How sure it is that these are attempts of one call; '' where there is only one. */
function evidenceText({ attempt: { evidence, confidence } }: Row): string {
  if (evidence === 'single') return '';
  return say('attempts.evidence', {
    evidence: say(`attempts.evidences.${evidence}`),
    percent: Math.round(confidence * 100),
  });
}
