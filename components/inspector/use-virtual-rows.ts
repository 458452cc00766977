// Which rows of a long list are on screen: all have one height, so a division tells.
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Height of a row, px. */
export const ROW_HEIGHT = 24;

/** A list that has not been laid out yet is taken to be this tall, px. */
const FALLBACK_HEIGHT = 600;
/** Rows drawn beyond either edge, so that a scroll shows no gap before it is answered. */
const OVERSCAN = 5;

/** What to draw: indices in order, the first and last index really on screen, and the height of the whole list. */
export interface VirtualRows {
  readonly indices: readonly number[];
  readonly first: number;
  readonly last: number;
  /** The stretch drawn around what is on screen: from its first index up to but not including the second. */
  readonly drawn: readonly [from: number, to: number];
  readonly height: number;
}

/**
 * Follows a scrolling element that holds `count` rows; the row `kept` is drawn wherever it lies, −1 for none. One that
 * is kept at its end draws the rows there at once, and nothing again when the browser tells that it has scrolled.
 */
export function useVirtualRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  kept: number,
  isAtEnd: boolean,
): VirtualRows {
  const top = useSignal(0);
  // None before the list has been measured: to draw them twice takes twice as long.
  const size = useSignal(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      size.value = rowsIn(element.clientHeight);
    };
    const scrolled = () => {
      top.value = Math.floor(element.scrollTop / ROW_HEIGHT);
    };
    measure();
    scrolled();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', scrolled);
    };
  }, [scroller, top, size]);
  return virtualRows(isAtEnd ? count : top.value, size.value, count, kept);
}

/** The rows to draw where row `top` is the first of `size` on screen; none where that is not known. */
export function virtualRows(top: number, size: number, count: number, kept: number): VirtualRows {
  // A list that has become shorter is scrolled back by the browser a moment later.
  const first = Math.max(0, Math.min(top, count - size + 1));
  const last = Math.min(first + size, count) - 1;
  const overscan = size === 0 ? 0 : OVERSCAN;
  const from = Math.max(0, first - overscan);
  const to = Math.min(count, last + 1 + overscan);
  const indices = Array.from({ length: to - from }, (_, index) => from + index);
  if (kept >= 0 && kept < from) indices.unshift(kept);
  if (kept >= to && kept < count) indices.push(kept);
  return { indices, first, last, drawn: [from, to], height: count * ROW_HEIGHT };
}

/** A row at either edge may be cut. */
const rowsIn = (height: number): number => Math.ceil((height || FALLBACK_HEIGHT) / ROW_HEIGHT) + 1;

/** Scrolls as little as it takes to bring a row into view. */
export function revealRow(scroller: HTMLElement, index: number): void {
  const top = index * ROW_HEIGHT;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + ROW_HEIGHT > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = top + ROW_HEIGHT - scroller.clientHeight;
  }
}
