// How the bars of the waterfall are painted: shape tells a phase and a state apart before colour does.
import { type Exchange, withChanges } from '../../lib/http/exchange.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { type BarPart, barOf, instantX, type Phase, type TimeWindow } from '../../lib/timeline/waterfall.ts';
import { type Group, statusGroup } from '../common/advice-look.ts';
import { unseenEnd } from '../common/capture-text.ts';

/** Room at the right edge for the arrow that points at a retry beyond it, px. */
const MARGIN = 12;
/** Half of a diamond, px. */
const MARK = 4;

/** The theme's colours as the canvas needs them. */
export type Colours = Readonly<Record<Group | 'accent' | 'mute', string>>;

/** One line of the list to paint; `y` is its top, px. */
export interface PaintedRow {
  readonly row: Row;
  readonly y: number;
}

/** What is painted on, and with what. */
interface Sheet {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly rowHeight: number;
  readonly colours: Colours;
}

/** How tall a phase is drawn, px, and how strong: setting up is thin, waiting is paler than receiving. */
const looks: Readonly<Record<Phase, { height: number; alpha: number; colour?: Group | 'mute' }>> = {
  blocked: { height: 2, alpha: 0.8, colour: 'mute' },
  dns: { height: 5, alpha: 0.55, colour: 'client' },
  connect: { height: 5, alpha: 0.8, colour: 'client' },
  ssl: { height: 5, alpha: 0.8, colour: 'none' },
  send: { height: 8, alpha: 0.8, colour: 'mute' },
  wait: { height: 8, alpha: 0.6 },
  receive: { height: 8, alpha: 1 },
};

/** Paints the bars of the rows, each with a hollow diamond from when it may be sent again. */
export function drawWaterfall(sheet: Sheet, rows: readonly PaintedRow[], window: TimeWindow): void {
  for (const { row, y } of rows) {
    const middle = y + sheet.rowHeight / 2;
    drawBar(sheet, row.exchange, middle, window);
    const { notBefore } = row.annotation.advice;
    if (notBefore !== null) drawMark(sheet, notBefore, middle, window);
  }
}

function drawBar(sheet: Sheet, exchange: Exchange, middle: number, window: TimeWindow): void {
  const { context, colours } = sheet;
  // What is waited for no longer is a mark at its start: a bar to the window's end would say that it still runs.
  const settled = unseenEnd(exchange) ? withChanges(exchange, { state: 'complete' }) : exchange;
  const bar = barOf(settled, window, Math.max(1, sheet.width - MARGIN));
  const own = colours[exchange.state === 'pending' ? 'redir' : statusGroup(exchange.status)];
  if (bar.open || exchange.fromCache) outline(context, own, bar.x, middle, bar.width, bar.open ? [3, 2] : []);
  else for (const part of bar.parts) drawPart(sheet, part, middle, own);
  if (exchange.state === 'failed') cross(context, colours.server, bar.x + bar.width + 4, middle);
}

function drawPart({ context, colours }: Sheet, { phase, x, width }: BarPart, middle: number, own: string) {
  const { height, alpha, colour } = looks[phase];
  context.globalAlpha = alpha;
  context.fillStyle = colour ? colours[colour] : own;
  context.fillRect(x, middle - height / 2, width, height);
  context.globalAlpha = 1;
}

/** Nothing was on the wire, or nothing has come yet (dashed). */
function outline(
  context: CanvasRenderingContext2D,
  colour: string,
  x: number,
  middle: number,
  width: number,
  dashes: number[],
): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.setLineDash(dashes);
  context.strokeRect(x + 0.5, middle - 3.5, Math.max(2, width - 1), 7);
  context.setLineDash([]);
}

function cross(context: CanvasRenderingContext2D, colour: string, x: number, middle: number): void {
  stroke(context, colour, [
    [x - 2.5, middle - 2.5, x + 2.5, middle + 2.5],
    [x + 2.5, middle - 2.5, x - 2.5, middle + 2.5],
  ]);
}

/** A hollow diamond, or an arrow at the edge for an instant beyond it. */
function drawMark(
  { context, colours, width }: Sheet,
  instant: number,
  middle: number,
  window: TimeWindow,
): void {
  const span = Math.max(1, width - MARGIN);
  const x = instantX(instant, window, span);
  if (x > span) {
    const tip = width - 3;
    stroke(context, colours.accent, [
      [tip - MARK, middle - MARK, tip, middle],
      [tip, middle, tip - MARK, middle + MARK],
    ]);
    return;
  }
  if (x < -MARK) return;
  context.beginPath();
  context.moveTo(x, middle - MARK);
  context.lineTo(x + MARK, middle);
  context.lineTo(x, middle + MARK);
  context.lineTo(x - MARK, middle);
  context.closePath();
  // Hollow also over a bar: what is under it is the row, whatever its colour.
  context.globalCompositeOperation = 'destination-out';
  context.fill();
  context.globalCompositeOperation = 'source-over';
  context.strokeStyle = colours.accent;
  context.lineWidth = 1.3;
  context.stroke();
}

function stroke(
  context: CanvasRenderingContext2D,
  colour: string,
  lines: [number, number, number, number][],
) {
  context.strokeStyle = colour;
  context.lineWidth = 1.3;
  context.beginPath();
  for (const [x, y, toX, toY] of lines) {
    context.moveTo(x, y);
    context.lineTo(toX, toY);
  }
  context.stroke();
}
