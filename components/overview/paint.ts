// How the overview is painted: ticks, stacked bars, labels. Heights, widths and cuts tell classes apart, colours too.
import {
  type Binning,
  countsOfBin,
  fullestBin,
  type ResponseClass,
  rangeOfBin,
  responseClasses,
  stackHeights,
  type TimeRange,
} from '../../lib/timeline/overview.ts';
import { placeLabels } from '../../lib/timeline/schedule-axis.ts';
import { type TimeTicks, timeTicks } from '../../lib/timeline/time-ticks.ts';
import { xOf } from './brush.ts';
import { formatEdge, formatTick } from './overview-text.ts';

/** Everything that is in the picture. Without bins it is an empty strip. */
export interface Scene {
  readonly view: TimeRange | null;
  readonly binning: Binning | null;
  readonly range: TimeRange | null;
  readonly width: number;
  readonly height: number;
}

/** The labels' line at the foot of the strip, px; the bars stand on it. */
export const LABELS_HEIGHT = 13;
const TOP = 2;
const FONT_SIZE = 10;
/** Room for a tick and its label, px. */
const TICK_ROOM = 80;
const LABEL_GAP = 8;
/** The least height of what is there at all, px. */
const LEAST = 3;

/** The theme's colours that are used; read once a picture, because reading one is slow. */
const colourNames = [
  '--line',
  '--mute',
  '--accent',
  '--ok',
  '--redir',
  '--client',
  '--server',
  '--none',
] as const;

/** How much of a bar's width is taken by what went well, or may still. */
const SLIM = 0.6;

/** How a class is drawn: its colour, whether it takes the bar's whole width, and filled, cut into stripes, or hollow. */
const looks: Readonly<Record<ResponseClass, readonly [colour: Colour, wide: boolean, fill: Fill]>> = {
  success: ['--ok', false, 'solid'],
  redirect: ['--redir', false, 'striped'],
  pending: ['--redir', false, 'hollow'],
  client: ['--client', true, 'striped'],
  server: ['--server', true, 'solid'],
  unknown: ['--none', true, 'striped'],
  none: ['--none', true, 'hollow'],
};
type Colour = (typeof colourNames)[number];
type Fill = 'solid' | 'striped' | 'hollow';

/** Paints a scene; a canvas that can't be drawn on, or has no room, is left alone. */
export function paint(canvas: HTMLCanvasElement, scene: Scene): void {
  const { width, height, view, binning } = scene;
  const ratio = window.devicePixelRatio || 1;
  const context = canvas.getContext('2d');
  if (!context || width <= 0) return;
  const columns = Math.round(width * ratio);
  const lines = Math.round(height * ratio);
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== lines) canvas.height = lines;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, columns, lines);
  const style = getComputedStyle(canvas);
  const colours = new Map(colourNames.map((name) => [name, style.getPropertyValue(name)]));
  const colour = (name: Colour): string => colours.get(name) ?? '';
  const foot = Math.round((height - LABELS_HEIGHT) * ratio);
  if (!view || !binning) return;

  const hair = Math.max(1, Math.floor(ratio));
  context.fillStyle = colour('--line');
  context.fillRect(0, foot, columns, hair);
  const ticks = timeTicks(view, width / TICK_ROOM, -new Date(view.from).getTimezoneOffset() * 60_000);
  for (const at of ticks.instants) {
    context.fillRect(Math.round(xOf(at, view, columns)), 0, hair, foot);
  }
  paintBars(context, { view, binning, columns, foot, ratio, colour });
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = `${FONT_SIZE}px ${style.fontFamily}`;
  paintLabels(context, scene, view, ticks, colour);
}

interface Bars {
  readonly view: TimeRange;
  readonly binning: Binning;
  readonly columns: number;
  readonly foot: number;
  readonly ratio: number;
  readonly colour: (name: Colour) => string;
}

/** In device pixels, so that no bar is blurred. */
function paintBars(context: CanvasRenderingContext2D, bars: Bars): void {
  const { view, binning, columns, foot, ratio, colour } = bars;
  const room = foot - Math.round(TOP * ratio);
  const least = Math.min(Math.round(LEAST * ratio), Math.floor(room / responseClasses.length));
  const most = fullestBin(binning);
  const gap = Math.max(1, Math.round(ratio));
  for (let bin = 0; bin < binning.bins; bin += 1) {
    const { from, to } = rangeOfBin(binning, bin);
    const left = Math.round(xOf(from, view, columns));
    const full = Math.max(1, Math.round(xOf(to, view, columns)) - left - gap);
    const heights = stackHeights(countsOfBin(binning, bin), most, room, least);
    let top = foot;
    for (const [index, height] of heights.entries()) {
      const name = responseClasses[index];
      if (!name || height === 0) continue;
      const [variable, wide, fill] = looks[name];
      const width = wide ? full : Math.max(1, Math.ceil(full * SLIM));
      top -= height;
      context.fillStyle = colour(variable);
      paintSegment(context, fill, { x: left + ((full - width) >> 1), y: top, width, height }, gap);
    }
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function paintSegment(context: CanvasRenderingContext2D, fill: Fill, box: Box, pixel: number): void {
  const { x, y, width, height } = box;
  if (fill === 'striped') {
    for (let line = height - pixel; line > -pixel; line -= 2 * pixel) {
      const top = Math.max(0, line);
      context.fillRect(x, y + top, width, Math.min(pixel, line + pixel));
    }
    return;
  }
  context.fillRect(x, y, width, height);
  if (fill === 'hollow' && width > 2 * pixel && height > 2 * pixel) {
    context.clearRect(x + pixel, y + pixel, width - 2 * pixel, height - 2 * pixel);
  }
}

function paintLabels(
  context: CanvasRenderingContext2D,
  { width, height, range }: Scene,
  view: TimeRange,
  ticks: TimeTicks,
  colour: (name: Colour) => string,
): void {
  const labels = [
    ...(range ? edgeLabels(context, range, view, width) : []),
    ...ticks.instants.map((at) => {
      const text = formatTick(at, ticks.step);
      return { text, x: xOf(at, view, width), width: context.measureText(text).width, rank: 1 };
    }),
  ];
  for (const { index, left } of placeLabels(labels, { from: 4, to: width - 4, gap: LABEL_GAP })) {
    const label = labels[index];
    if (!label) continue;
    context.fillStyle = colour(label.rank === 0 ? '--accent' : '--mute');
    context.fillText(label.text, left, height - 3);
  }
}

/** The times of a range's edges: inside it where they fit, else beside it. */
function edgeLabels(context: CanvasRenderingContext2D, range: TimeRange, view: TimeRange, width: number) {
  const edges = [range.from, range.to].map((at) => {
    const text = formatEdge(at, range.to - range.from);
    return { text, x: xOf(at, view, width), width: context.measureText(text).width, rank: 0 };
  });
  const [from, to] = edges;
  if (!from || !to) return [];
  const fits = to.x - from.x >= from.width + to.width + 3 * LABEL_GAP;
  const aside = (label: { readonly width: number }): number => label.width / 2 + 4;
  return [
    { ...from, x: from.x + (fits ? aside(from) : -aside(from)) },
    { ...to, x: to.x + (fits ? -aside(to) : aside(to)) },
  ];
}
