// One plot on a canvas: uPlot in the colours of the theme, its curves, ticks and marks placed from 0 to 1.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Tick } from '../../../lib/timeline/simulation-axes.ts';
import type { Plot } from '../../../lib/timeline/simulation-plots.ts';
import { themeColours } from '../../timeline/canvas.ts';
import { lookOf } from './curve-looks.ts';

/** What is drawn behind the curves. */
export interface PlotMarks {
  /** A part of the plot from its left edge on, such as an outage; 0 … 1. */
  readonly shaded: { readonly to: number; readonly label: string } | null;
  /** A level, such as what the server can take; 0 … 1. */
  readonly level: Tick | null;
}

/** All that a drawing depends on but the theme. */
export interface PlotDrawing {
  readonly plot: Plot;
  /** The place of each curve, which gives it its looks. */
  readonly places: readonly number[];
  readonly marks: PlotMarks;
  xTicks(width: number): readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly width: number;
  readonly height: number;
}

/** A plot that was drawn. */
export interface DrawnPlot {
  /** Puts the cross-hair on a point, which `onPoint` does not hear of; null takes it away. */
  point(index: number | null): void;
  /** Where a point stands, px from the left of `host`. */
  leftOf(index: number): number;
  remove(): void;
}

// Whole px: uPlot scales what it takes for the number.
const FONT = '11px system-ui, "Segoe UI", Roboto, sans-serif';
const AXIS_X = 20;
const AXIS_Y = 46;
/** Room at the top for half a label, at the right for half of a long one. */
const PADDING: [number, number, number, number] = [8, 18, 0, 0];
const names = ['bg', 'fg', 'mute', 'line', 'server', 'accent', 'ok', 'client', 'none'] as const;
type Colours = Record<(typeof names)[number], string>;

/** Draws into `host`; null where nothing can be drawn. `onPoint` hears which point the pointer is at. */
export function drawPlot(
  host: HTMLElement,
  drawing: PlotDrawing,
  onPoint: (index: number | null) => void,
): DrawnPlot | null {
  if (!document.createElement('canvas').getContext('2d')) return null;
  const { plot, places, marks, width, height } = drawing;
  const colours: Colours = themeColours(names);
  const steps = uPlot.paths.stepped?.({ align: 1 });
  const scale = { range: [0, 1] as [number, number], time: false };
  const chart = new uPlot(
    {
      width,
      height,
      padding: PADDING,
      legend: { show: false },
      scales: { x: scale, y: scale },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false, setScale: false } },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      series: [
        {},
        ...places.map((place): uPlot.Series => {
          const look = lookOf(place);
          return {
            stroke: colours[look.colour],
            width: look.width,
            dash: [...look.dash],
            points: { show: false },
            ...(steps ? { paths: steps } : {}),
          };
        }),
      ],
      axes: [
        axisOf(drawing.xTicks(width - AXIS_Y - PADDING[1]), colours, AXIS_X),
        axisOf(drawing.yTicks, colours, AXIS_Y),
      ],
      hooks: {
        drawClear: [(chart) => drawMarks(chart, marks, colours)],
        draw: [(chart) => drawMarkLabels(chart, marks, colours)],
        setCursor: [
          ({ cursor: { left = -1 }, posToVal }) => {
            // The nearest point may be the next one: a step lasts until there.
            const x = left < 0 ? -1 : posToVal(left, 'x');
            onPoint(x < 0 ? null : plot.xs.findLastIndex((one) => one <= x));
          },
        ],
      },
    },
    // The last in the list lies on top: the first, solid ones show through the dashes of the others.
    [[...plot.xs], ...plot.ys.map((ys) => [...ys])],
    host,
  );
  const place = (index: number): number => chart.valToPos(plot.xs[index] ?? 0, 'x');
  return {
    point(index) {
      chart.setCursor({ left: index === null ? -10 : place(index), top: 0 }, false);
    },
    leftOf: (index) => AXIS_Y + place(index),
    remove: () => chart.destroy(),
  };
}

function axisOf(ticks: readonly Tick[], colours: Colours, size: number): uPlot.Axis {
  const labels = new Map(ticks.map(({ at, label }) => [at, label]));
  return {
    stroke: colours.mute,
    font: FONT,
    size,
    gap: 4,
    grid: { stroke: colours.line, width: 1 },
    ticks: { show: false },
    splits: () => [...labels.keys()],
    filter: (_, splits) => splits,
    values: (_, splits) => splits.map((at) => labels.get(at) ?? ''),
  };
}

/** Paints what lies behind grid and curves; in px of the device, as uPlot's hooks are given them. */
function drawMarks({ ctx, bbox }: uPlot, { shaded, level }: PlotMarks, colours: Colours): void {
  const { left, top, width, height } = bbox;
  ctx.save();
  if (shaded) {
    ctx.globalAlpha = 0.09;
    ctx.fillStyle = colours.server;
    ctx.fillRect(left, top, shaded.to * width, height);
    ctx.globalAlpha = 1;
  }
  if (level) {
    const y = top + (1 - level.at) * height;
    ctx.strokeStyle = colours.mute;
    ctx.lineWidth = uPlot.pxRatio;
    ctx.setLineDash([uPlot.pxRatio, 2 * uPlot.pxRatio]);
    ctx.beginPath();
    ctx.moveTo(left, y);
    ctx.lineTo(left + width, y);
    ctx.stroke();
  }
  ctx.restore();
}

/** Says what the marks are, above the curves and set off from them. */
function drawMarkLabels({ ctx, bbox }: uPlot, { shaded, level }: PlotMarks, colours: Colours): void {
  const { left, top, width, height } = bbox;
  const ratio = uPlot.pxRatio;
  const write = (text: string, x: number, y: number): void => {
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  };
  ctx.save();
  ctx.font = FONT.replace('11px', `${11 * ratio}px`);
  ctx.fillStyle = colours.mute;
  ctx.strokeStyle = colours.bg;
  ctx.lineWidth = 3 * ratio;
  ctx.lineJoin = 'round';
  ctx.textBaseline = 'alphabetic';
  ctx.textAlign = 'left';
  if (shaded) write(shaded.label, left + 4 * ratio, top + 11 * ratio);
  ctx.textAlign = 'right';
  if (level) write(level.label, left + width - 4 * ratio, top + (1 - level.at) * height - 3 * ratio);
  ctx.restore();
}
