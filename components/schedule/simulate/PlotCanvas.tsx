// A plot's canvas, read at one of its points: with the pointer, or with the keys of a slider.
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Tick } from '../../../lib/timeline/simulation-axes.ts';
import type { Plot } from '../../../lib/timeline/simulation-plots.ts';
import { sayJoined } from '../../../lib/words/joined.ts';
import { say } from '../../../lib/words/say.ts';
import { useWidth } from '../../common/use-layout.ts';
import { useLook } from '../../common/use-look.ts';
import type { PlacedOutcome } from './Comparison.tsx';
import { type DrawnPlot, drawPlot, type PlotMarks } from './draw-plot.ts';
import { Swatch } from './Swatch.tsx';

const HEIGHT = 150;
/** How far an arrow key, and Page Up and Page Down, lead along the axis at least. */
const STEP = 0.02;
const PAGE = 0.1;
/** Between the cross-hair and what is read there, px. */
const APART = 8;

/** One plot of a simulation. */
export interface PlotProps {
  readonly title: string;
  /** What the values are, for a person who has not seen the plot. */
  readonly explanation: string;
  readonly plot: Plot;
  /** One for each curve. */
  readonly outcomes: readonly PlacedOutcome[];
  readonly marks: PlotMarks;
  xTicks(width: number): readonly Tick[];
  readonly yTicks: readonly Tick[];
  pointText(point: number): string;
  valueText(value: number): string;
}

/** Shows the plot; for assistive technology a slider along its axis, whose value is what is read there. */
export function PlotCanvas(props: PlotProps) {
  const { title, plot, outcomes, marks, xTicks, yTicks, pointText, valueText } = props;
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnPlot | null>(null);
  const pointed = useSignal<number | null>(null);
  const width = useWidth(host, 452).value;
  const look = useLook().value;
  useLayoutEffect(() => {
    if (!host.current) return;
    pointed.value = null;
    const places = outcomes.map(({ place }) => place);
    const drawing = { plot, places, marks, xTicks, yTicks, width, height: HEIGHT };
    drawn.current = drawPlot(host.current, drawing, (index) => {
      pointed.value = index;
    });
    return () => {
      drawn.current?.remove();
      drawn.current = null;
    };
    // All else that is drawn changes with the plot.
  }, [plot, width, look]);

  const point = (index: number | null): void => {
    pointed.value = index;
    drawn.current?.point(index);
  };
  const index = pointed.value;
  const readings = plot.values.map((curve, at) => ({
    name: outcomes[at]?.candidate.name ?? '',
    place: outcomes[at]?.place ?? 0,
    value: valueText(curve[index ?? 0] ?? 0),
  }));
  const where = index === null ? '' : pointText(plot.points[index] ?? 0);
  return (
    <div class="rs-plot">
      <div
        ref={host}
        class="rs-plot-canvas"
        role="slider"
        tabIndex={0}
        aria-label={say('sim.plot.point', { title })}
        aria-valuemin={0}
        aria-valuemax={plot.points.length - 1}
        aria-valuenow={index ?? 0}
        aria-valuetext={
          index === null
            ? say('sim.plot.noPoint')
            : say('common.pair', {
                name: where,
                value: sayJoined(
                  'join.list',
                  readings.map(({ name, value }) => `${name} ${value}`),
                ),
              })
        }
        onKeyDown={(event) => {
          const target = step(event.key, index, plot.xs);
          if (target === undefined) return;
          event.preventDefault();
          // Escape would close the details as well.
          event.stopPropagation();
          point(target);
        }}
        onBlur={() => point(null)}
      />
      {index === null ? null : (
        <div
          class="rs-plot-reading"
          aria-hidden="true"
          style={sideOf(drawn.current?.leftOf(index) ?? 0, width)}
        >
          <b>{where}</b>
          <ul>
            {readings.map(({ name, place, value }) => (
              <li key={name}>
                <Swatch place={place} />
                <span>{name}</span>
                <span>{value}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** On the side of the cross-hair that has more room. */
function sideOf(left: number, width: number) {
  return left < width / 2
    ? { left: `${left + APART}px`, right: 'auto' }
    : { left: 'auto', right: `${width - left + APART}px` };
}

/** Where a key leads from a point of the axis; null takes the cross-hair away, undefined is no such key. */
function step(key: string, from: number | null, xs: readonly number[]): number | null | undefined {
  const last = xs.length - 1;
  const forth = (by: number): number => {
    if (from === null) return 0;
    const found = xs.findIndex((x, index) => index > from && x >= (xs[from] ?? 0) + by);
    return found < 0 ? last : found;
  };
  const back = (by: number): number =>
    from === null
      ? last
      : Math.max(
          0,
          xs.findLastIndex((x, index) => index < from && x <= (xs[from] ?? 0) - by),
        );
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return forth(STEP);
    case 'ArrowLeft':
    case 'ArrowDown':
      return back(STEP);
    case 'PageUp':
      return forth(PAGE);
    case 'PageDown':
      return back(PAGE);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'Escape':
      return from === null ? undefined : null;
    default:
      return undefined;
  }
}
