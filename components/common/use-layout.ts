// What components need to know about their own room: an element's width, and whether the window is narrow.
import { type ReadonlySignal, type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';

/** The width of an element in px, `fallback` until it has been laid out. */
export function useWidth(element: RefObject<HTMLElement | null>, fallback: number): ReadonlySignal<number> {
  const width = useSignal(fallback);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const measure = () => {
      width.value = Math.floor(target.clientWidth) || fallback;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, fallback, width]);
  return width;
}

/** True while the window is narrower than `limit` px. */
export function useNarrow(limit: number): ReadonlySignal<boolean> {
  const narrow = useSignal(window.innerWidth < limit);
  useEffect(() => {
    const measure = () => {
      narrow.value = window.innerWidth < limit;
    };
    window.addEventListener('resize', measure);
    // Effects run some time after the first drawing: DevTools may have given the panel its room in between.
    measure();
    return () => window.removeEventListener('resize', measure);
  }, [limit, narrow]);
  return narrow;
}

/**
 * A share of the window's height, px, which follows the window until it is set to something else: DevTools opens a panel
 * before it has any height. A window lower than `least` px counts as that high.
 */
export function useShareOfHeight(share: number, least: number): Signal<number> {
  const sizeNow = (): number => Math.round(Math.max(window.innerHeight, least) * share);
  const size = useSignal(sizeNow());
  useLayoutEffect(() => {
    let own = size.peek();
    const measure = () => {
      if (size.value !== own) return;
      own = sizeNow();
      size.value = own;
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [share, least, size]);
  return size;
}
