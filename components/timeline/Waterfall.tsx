// One row's bar in the waterfall, and the instant from which its retry is allowed.
import type { ReadonlySignal } from '@preact/signals';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { barOf, instantX, type TimeWindow } from '../../lib/timeline/waterfall.ts';
import { statusGroup } from '../common/advice-look.ts';
import { unseenEnd } from '../common/capture-text.ts';
import './timeline.css';

/** The window takes this share of the cell's width, in per cent; the rest is for marks beyond it. */
const SPAN = 93;

interface WaterfallProps {
  readonly row: Row;
  readonly window: ReadonlySignal<TimeWindow | null>;
}

/** Shows when the exchange ran inside the window; a diamond marks "not before", an arrow at the edge one beyond it. */
export function Waterfall({ row, window }: WaterfallProps) {
  const shown = window.value;
  if (!shown) return null;
  const { exchange, annotation } = row;
  // What is waited for no longer is a mark at its start: a bar to the window's end would say that it still runs.
  const settled = unseenEnd(exchange) ? ({ ...exchange, state: 'complete' } as const) : exchange;
  const { x, width, waiting, open } = barOf(settled, shown, SPAN);
  const colour = `var(--${exchange.state === 'pending' ? 'redir' : statusGroup(exchange.status)})`;
  const { notBefore } = annotation.advice;
  const mark = notBefore === null ? null : instantX(notBefore, shown, SPAN);
  return (
    <svg class="rs-waterfall" width="100%" height={22} aria-hidden="true">
      <rect x={`${x}%`} y={7} width={`${width}%`} height={8} rx={2} fill={colour} opacity={0.45} />
      {open ? null : (
        <rect x={`${x}%`} y={7} width={`${waiting}%`} height={8} rx={2} fill={colour} opacity={0.8} />
      )}
      {mark === null ? null : (
        <svg x={`${mark > SPAN ? 97 : mark}%`} overflow="visible" aria-hidden="true">
          <path class="rs-waterfall-mark" d={mark > SPAN ? 'M-2 7l4 4-4 4' : 'M0 7l4 4-4 4-4-4z'} />
        </svg>
      )}
    </svg>
  );
}
