// Which attempts followed a response, as marks on its schedule.
import { responseReceivedAt } from '../../lib/http/exchange.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';
import type { SentMark } from '../schedule/schedule-text.ts';
import { worstFinding } from './row-text.ts';

/** The later attempts of the row's call, in seconds after the row's response. */
export function sentAfter(row: Row, attempts: readonly Row[]): SentMark[] {
  const received = responseReceivedAt(row.exchange);
  return attempts
    .filter(({ attempt }) => attempt.attempt > row.attempt.attempt)
    .map((later) => ({
      seconds: Math.max(0, later.exchange.startedDateTime - received) / 1000,
      bad: worstFinding(later.findings) !== undefined,
    }));
}
