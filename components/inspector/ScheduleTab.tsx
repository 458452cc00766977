// The schedule with room for every instant.
import { responseReceivedAt } from '../../lib/http/exchange.ts';
import { formatDuration } from '../../lib/retry/duration.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { say } from '../../lib/words/say.ts';
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
  if (unseen) return <p>{say('schedule.unseen', { what: unseen.label })}</p>;
  const reading = advice.readings.find(({ id }) => id === choice.reading.value) ?? advice.readings[0];
  const maxRetries = reading?.maxRetries ?? advice.maxRetries;
  const limits = limitsText(maxRetries, advice.windowSeconds);
  return (
    <>
      {limits ? <p>{limits}</p> : null}
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

/** How many retries there may be, and until when; '' where neither is limited. */
function limitsText(maxRetries: number | null, windowSeconds: number | null): string {
  const count = maxRetries === null ? '' : say('schedule.atMost', { n: maxRetries });
  const time = windowSeconds === null ? '' : say('schedule.within', { time: formatDuration(windowSeconds) });
  if (count && time) return say('schedule.bothLimits', { count, time });
  return count || time ? say('schedule.limits', { limit: count || time }) : '';
}
