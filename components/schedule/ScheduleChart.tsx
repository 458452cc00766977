// The schedule of an advice with its two questions: which reading, and how long the failure lasts.
import { type Signal, useComputed } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import type { Advice } from '../../lib/annotate/annotation.ts';
import { allowsRetry } from '../../lib/retry/policy.ts';
import { outageOf, outages, planSchedule } from '../../lib/timeline/schedule-plan.ts';
import { say } from '../../lib/words/say.ts';
import { endSentence } from '../../lib/words/sentences.ts';
import { adviceIcon } from '../common/advice-look.ts';
import { Icon } from '../common/Icon.tsx';
import { useWidth } from '../common/use-layout.ts';
import { RetryList } from './RetryList.tsx';
import { ScheduleDrawing } from './ScheduleDrawing.tsx';
import './schedule.css';
import { outageText, type SentMark } from './schedule-text.ts';

interface ScheduleChartProps {
  readonly advice: Advice;
  /** Attempts that followed this response. */
  readonly sent: readonly SentMark[];
  /** Id of the assumed outage, see `outages`. */
  readonly outage: Signal<string>;
  /** Id of the chosen reading; an unknown one stands for the first. */
  readonly reading: Signal<string>;
  /** When the response was received, epoch ms; null in a look-up. */
  readonly receivedAt: number | null;
  /** True to show the list of instants as well, false to leave it to screen readers. */
  readonly listed: boolean;
}

/** Shows when a request may be sent again from this response on, or says plainly that there is no such time. */
export function ScheduleChart({ advice, sent, outage, reading, receivedAt, listed }: ScheduleChartProps) {
  const room = useRef<HTMLDivElement>(null);
  const width = useWidth(room, 452);
  const assumed = useComputed(() => outageOf(outage.value)).value;
  const plan = planSchedule(advice, reading.value, assumed.seconds);
  const drawable = plan.kind !== 'statement';
  return (
    <section>
      <h3 class="rs-heading">
        <span>{say('schedule.title')}</span>
        {drawable ? <Controls advice={advice} outage={outage} reading={reading} /> : null}
      </h3>
      <div ref={room}>
        {drawable ? (
          <>
            <ScheduleDrawing plan={plan} outage={assumed} sent={sent} width={width.value} />
            {plan.kind === 'band' ? <p class="rs-quiet">{say('schedule.illustration')}</p> : null}
            <RetryList plan={plan} receivedAt={receivedAt} visible={listed} />
          </>
        ) : (
          <p class="rs-schedule-note">
            <Icon name={adviceIcon(advice)} />
            <span>
              {endSentence(advice.summary)}{' '}
              <span class="rs-quiet">
                {say(allowsRetry(advice.decision) ? 'schedule.noInstant' : 'schedule.noSchedule')}
              </span>
            </span>
          </p>
        )}
      </div>
    </section>
  );
}

function Controls({ advice, outage, reading }: Pick<ScheduleChartProps, 'advice' | 'outage' | 'reading'>) {
  const id = useId();
  const { readings } = advice;
  return (
    <span class="rs-schedule-controls">
      {readings.length > 1 ? (
        <span>
          <label for={`${id}-reading`}>{say('schedule.reading')} </label>
          <select
            id={`${id}-reading`}
            value={readings.some((one) => one.id === reading.value) ? reading.value : readings[0]?.id}
            onChange={(event) => {
              reading.value = event.currentTarget.value;
            }}
          >
            {readings.map((one) => (
              <option key={one.id} value={one.id}>
                {one.id} · {one.label}
              </option>
            ))}
          </select>
        </span>
      ) : null}
      <span>
        <label for={`${id}-outage`}>{say('schedule.outageLasts')} </label>
        <select
          id={`${id}-outage`}
          value={outageOf(outage.value).id}
          onChange={(event) => {
            outage.value = event.currentTarget.value;
          }}
        >
          {outages.map((one) => (
            <option key={one.id} value={one.id}>
              {outageText(one)}
            </option>
          ))}
        </select>
      </span>
    </span>
  );
}
