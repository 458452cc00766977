// The schedule with room for every instant.
import { responseReceivedAt } from '../../lib/http/exchange.ts';
import { formatDuration } from '../../lib/retry/duration.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { unseenEnd } from '../common/capture-text.ts';
import { ScheduleChart } from '../schedule/ScheduleChart.tsx';
import type { ScheduleChoice } from './detail-state.ts';
import { sentAfter } from './sent-after.ts';

interface ScheduleTabProps {
  readonly row: Row;
  readonly attempts: readonly Row[];
  readonly choice: ScheduleChoice;
}

/** Shows the chart, the list of retries with their local times, and the limits in words. */
export function ScheduleTab({ row, attempts, choice }: ScheduleTabProps) {
  const { advice } = row.annotation;
  const unseen = row.exchange.status === 0 ? unseenEnd(row.exchange) : undefined;
  if (unseen) return <p>{unseen.label}: there is no response to count a schedule from.</p>;
  const reading = advice.readings.find(({ id }) => id === choice.reading.value) ?? advice.readings[0];
  const maxRetries = reading?.maxRetries ?? advice.maxRetries;
  const limits = [
    maxRetries === null ? '' : `at most ${maxRetries} ${maxRetries === 1 ? 'retry' : 'retries'}`,
    advice.windowSeconds === null
      ? ''
      : `within ${formatDuration(advice.windowSeconds)} of the first failed response`,
  ].filter(Boolean);
  return (
    <>
      {limits.length > 0 ? <p>Limits: {limits.join(', ')}.</p> : null}
      <ScheduleChart
        advice={advice}
        sent={sentAfter(row, attempts)}
        outage={choice.outage}
        reading={choice.reading}
        receivedAt={responseReceivedAt(row.exchange)}
        listed
      />
    </>
  );
}
