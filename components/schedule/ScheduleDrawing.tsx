// The picture of a schedule: attempts on a time axis, an assumed outage, and what was really sent.
import { formatDuration } from '../../lib/retry/duration.ts';
import { type AxisRequest, placeLabels, scheduleAxis, thinTicks } from '../../lib/timeline/schedule-axis.ts';
import type { OtherReading, Outage, PlannedRetry } from '../../lib/timeline/schedule-plan.ts';
import { say } from '../../lib/words/say.ts';
import {
  bandText,
  type DrawnPlan,
  describePlan,
  markText,
  readingText,
  type SentMark,
} from './schedule-text.ts';

/** Past this many retries they are ticks, not circles. */
const MOST_DOTS = 24;
const EDGE = 10;
const DOT_Y = 44;
const OTHER_Y = 61;
const SENT_Y = 78;
const AXIS_Y = 104;
const BAND_Y = 64;
const HEIGHT = 124;
/** Round instants, seconds, that label a dense schedule. */
const ROUND = new Set([60, 120, 300, 600, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800]);
/** The mean width of a character of a label in px, and of a Chinese one, which is as wide as it is high. */
const CHAR = 6.3;
const WIDE_CHAR = 10.5;

interface ScheduleDrawingProps {
  readonly plan: DrawnPlan;
  readonly outage: Outage;
  readonly sent: readonly SentMark[];
  readonly width: number;
}

/** Shows a plan `width` px wide; its words are the image's name. */
export function ScheduleDrawing({ plan, outage, sent, width }: ScheduleDrawingProps) {
  const retries = plan.kind === 'band' ? plan.illustration : plan.retries;
  const instants = retries.map(({ instant }) => instant);
  const marks = sent.map(({ seconds }) => seconds);
  // An even spread should look even: only what was sent may bend a band's axis.
  const readings = plan.kind === 'band' ? [] : plan.others;
  const others =
    plan.kind === 'band' ? marks : [...marks, outage.seconds, ...readings.map(({ last }) => last)];
  const request: AxisRequest = { instants, others, from: EDGE, to: width - EDGE };
  const axis = scheduleAxis(request);
  const dense = retries.length > MOST_DOTS;
  const xs = instants.map(axis.x);
  const outageEnd = axis.x(outage.seconds);
  const lastSent = sent[sent.length - 1];
  return (
    <svg
      class="rs-chart"
      height={HEIGHT}
      width={width}
      role="img"
      aria-label={describePlan(plan, outage, sent)}
    >
      {plan.kind === 'band' ? <Band plan={plan} x={axis.x} /> : null}
      {outage.seconds > 0 ? (
        <>
          <rect class="rs-chart-outage" x={EDGE} y={2} width={outageEnd - EDGE} height={AXIS_Y - 2} />
          <text x={EDGE + 4} y={13}>
            {say('schedule.outage', { outage: outage.label })}
          </text>
        </>
      ) : null}
      <path class="rs-chart-axis" d={`M${EDGE} ${AXIS_Y}H${width - EDGE}`} />
      {thinTicks(xs, dense ? 3 : 0).map((index) => {
        const { outcome, retry } = retries[index] ?? { outcome: 'planned', retry: 0 };
        const top = dense ? AXIS_Y - 22 : DOT_Y;
        const foot = plan.kind === 'band' ? BAND_Y : AXIS_Y;
        const kind = dense || outcome === 'spare' ? outcome : 'planned';
        return <path key={retry} class={`rs-stem rs-stem-${kind}`} d={`M${xs[index]} ${foot}V${top}`} />;
      })}
      <path class="rs-stem" d={`M${EDGE} ${AXIS_Y}V${DOT_Y}`} />
      <circle class="rs-dot rs-dot-fails" cx={EDGE} cy={DOT_Y} r={4} />
      {retries
        .filter((retry) => !dense || isLandmark(retry, retries))
        .map((retry) => (
          <Dot key={retry.retry} retry={retry} x={axis.x(retry.instant)} sketch={plan.kind === 'band'} />
        ))}
      {readings.map((reading) => (
        <Reading key={reading.id} reading={reading} x={axis.x} width={width} />
      ))}
      <Recovery plan={plan} outage={outage} x={axis.x} width={width} />
      {sent.map(({ seconds, bad }) => (
        <path
          key={seconds}
          class={bad ? 'rs-sent rs-sent-bad' : 'rs-sent'}
          d={`M${axis.x(seconds) - 3} ${SENT_Y - 3}l6 6m0-6l-6 6`}
        />
      ))}
      {lastSent ? <SentLabel x={axis.x(lastSent.seconds)} width={width} /> : null}
      <AxisLabels retries={retries} readings={readings} x={axis.x} width={width} />
    </svg>
  );
}

type X = (seconds: number) => number;

function Dot({
  retry,
  x,
  sketch,
}: {
  readonly retry: PlannedRetry;
  readonly x: number;
  readonly sketch: boolean;
}) {
  const outcome = sketch && retry.outcome === 'planned' ? 'illustration' : retry.outcome;
  return <circle class={`rs-dot rs-dot-${outcome}`} cx={x} cy={DOT_Y} r={outcome === 'recovers' ? 5 : 4} />;
}

/** Another reading, under the one that is drawn in full: from its first retry to its last. */
function Reading({ reading, x, width }: { reading: OtherReading; x: X; width: number }) {
  const [first, last] = [x(reading.first), x(reading.last)];
  const text = readingText(reading);
  const right = last + widthOf(text) + 10 < width;
  const middle = (first + last) / 2;
  return (
    <g class="rs-other">
      {last > first ? <path d={`M${first + 3} ${OTHER_Y}H${last - 3}`} /> : null}
      {(last > first ? [first, last] : [first]).map((at) => (
        <circle key={at} cx={at} cy={OTHER_Y} r={3} />
      ))}
      <text
        x={right ? last + 8 : middle}
        y={right ? OTHER_Y + 4 : OTHER_Y - 4}
        text-anchor={right ? 'start' : 'middle'}
      >
        {text}
      </text>
    </g>
  );
}

function Band({ plan, x }: { readonly plan: Extract<DrawnPlan, { kind: 'band' }>; readonly x: X }) {
  const from = x(plan.fromSeconds);
  const to = x(plan.windowSeconds);
  return (
    <>
      <rect class="rs-chart-band" x={from} y={BAND_Y} width={to - from} height={AXIS_Y - BAND_Y} />
      <text x={(from + to) / 2} y={AXIS_Y - 8} text-anchor="middle">
        {bandText(plan)}
      </text>
    </>
  );
}

function Recovery({ plan, outage, x, width }: { plan: DrawnPlan; outage: Outage; x: X; width: number }) {
  if (outage.seconds === 0) return null;
  const text =
    plan.recoversAt === null
      ? say('schedule.allFail')
      : say('schedule.recovers', { time: formatDuration(plan.recoversAt) });
  const half = widthOf(text) / 2;
  const centre = plan.recoversAt === null ? width / 2 : x(plan.recoversAt);
  return (
    <text
      class={plan.recoversAt === null ? 'rs-chart-bad' : 'rs-chart-strong'}
      x={Math.min(Math.max(centre, half + 2), width - half - 2)}
      y={30}
      text-anchor="middle"
    >
      {text}
    </text>
  );
}

function SentLabel({ x, width }: { readonly x: number; readonly width: number }) {
  const right = x + 40 < width;
  return (
    <text x={right ? x + 8 : x - 8} y={SENT_Y + 4} text-anchor={right ? 'start' : 'end'}>
      {say('schedule.sent')}
    </text>
  );
}

interface AxisLabelsProps {
  readonly retries: readonly PlannedRetry[];
  readonly readings: readonly OtherReading[];
  readonly x: X;
  readonly width: number;
}

function AxisLabels({ retries, readings, x, width }: AxisLabelsProps) {
  const dense = retries.length > MOST_DOTS;
  const labelled = (retry: PlannedRetry) => !dense || isLandmark(retry, retries) || ROUND.has(retry.instant);
  const labels = [
    { text: '0', x: EDGE, rank: 0 },
    ...retries.filter(labelled).map((retry) => ({
      text: markText(retry.instant),
      x: x(retry.instant),
      rank: isLandmark(retry, retries) ? 1 : 2,
    })),
    ...readings.map(({ last }) => ({ text: markText(last), x: x(last), rank: 3 })),
  ];
  const placed = placeLabels(
    labels.map(({ text, ...label }) => ({ ...label, width: widthOf(text) })),
    { from: 0, to: width, gap: 6 },
  );
  return (
    <g>
      {placed.map(({ index, left }) => (
        <text
          key={index}
          x={left + widthOf(labels[index]?.text ?? '') / 2}
          y={AXIS_Y + 16}
          text-anchor="middle"
        >
          {labels[index]?.text}
        </text>
      ))}
    </g>
  );
}

/** About how wide a label is, px. */
function widthOf(text: string): number {
  const wide = text.match(/[\u3000-\u9fff\uff00-\uffef]/g)?.length ?? 0;
  return (text.length - wide) * CHAR + wide * WIDE_CHAR;
}

/** The first, the last and the recovering retry: what a dense schedule still shows one by one. */
function isLandmark({ retry, outcome }: PlannedRetry, retries: readonly PlannedRetry[]): boolean {
  return retry === 1 || retry === retries.length || outcome === 'recovers';
}
