// Which rows of a long list are on screen, by way of TanStack's virtualiser.

import { useSignal } from '@preact/signals';
import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

/** Height of a row, px. */
export const ROW_HEIGHT = 24;

/** A list that has not been laid out yet is taken to be this tall, px. */
const FALLBACK_HEIGHT = 600;
const OVERSCAN = 8;

/** What to draw: indices in order, the first and last index really on screen, and the height of the whole list. */
export interface VirtualRows {
  readonly indices: readonly number[];
  readonly first: number;
  readonly last: number;
  readonly height: number;
}

/** Follows a scrolling element that holds `count` rows; the row `kept` is drawn wherever it lies, −1 for none. */
export function useVirtualRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  kept: number,
): VirtualRows {
  const version = useSignal(0);
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    scrollToFn: elementScroll,
    observeElementRect: (
      instance: Virtualizer<HTMLElement, HTMLElement>,
      report: (rect: { width: number; height: number }) => void,
    ) =>
      observeElementRect(instance, ({ width, height }) =>
        report({ width, height: height || FALLBACK_HEIGHT }),
      ),
    observeElementOffset,
    initialRect: { width: 0, height: FALLBACK_HEIGHT },
    overscan: OVERSCAN,
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
      const indices = defaultRangeExtractor(range);
      if (kept >= 0 && kept < count && !indices.includes(kept)) indices.push(kept);
      return indices.sort((a, b) => a - b);
    },
    onChange: () => {
      version.value++;
    },
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  useEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  version.value;

  const indices = virtualizer.getVirtualItems().map(({ index }) => index);
  const { startIndex = 0, endIndex = -1 } = virtualizer.range ?? {};
  return { indices, first: startIndex, last: endIndex, height: count * ROW_HEIGHT };
}

/** Scrolls as little as it takes to bring a row into view. */
export function revealRow(scroller: HTMLElement, index: number): void {
  const top = index * ROW_HEIGHT;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + ROW_HEIGHT > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = top + ROW_HEIGHT - scroller.clientHeight;
  }
}
