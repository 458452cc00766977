// A list that is watched at its end stays there while it grows, until the person scrolls up.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { ROW_HEIGHT } from './use-virtual-rows.ts';

/** How a list follows its end. */
export interface StickToEnd {
  /** Whether it does: until the person scrolls up, and again once they have come back. */
  readonly sticks: ReadonlySignal<boolean>;
  /** Scrolls there with the next frame, unless the person has left it: to be called whenever the list has grown. */
  follow(): void;
  /** Looks where the list stands: to be called where something else than its end is to be seen. */
  look(): void;
}

/** Lets a scrolling element follow its end. */
export function useStickToEnd(scroller: RefObject<HTMLElement | null>): StickToEnd {
  const sticks = useSignal(true);
  const state = useRef({ follows: false, frame: 0, top: 0 });
  const follow = () => {
    const now = state.current;
    now.follows = true;
    // In the frame the list is laid out anyway: asking for its height before would do that once more.
    now.frame ||= requestAnimationFrame(() => {
      now.frame = 0;
      const element = scroller.current;
      if (!element) return;
      // A batch may come between a scroll and the event that tells of it: the person wins.
      if (element.scrollTop < now.top - 1 && !isAtEnd(element)) sticks.value = false;
      if (sticks.value) element.scrollTop = element.scrollHeight;
      now.top = element.scrollTop;
    });
  };
  const look = () => {
    const element = scroller.current;
    if (element) sticks.value = isAtEnd(element);
  };
  useLayoutEffect(() => {
    const element = scroller.current;
    const now = state.current;
    if (!element) return;
    const scrolled = () => {
      // The list has grown since: `follow` knows whether it was the person who scrolled.
      if (now.frame !== 0) return;
      sticks.value = isAtEnd(element);
      now.top = element.scrollTop;
    };
    // Wheels turn the picture before they turn the page.
    const turned = ({ deltaY }: WheelEvent) => {
      if (deltaY < 0 && element.scrollTop > 0) sticks.value = false;
    };
    // Less room, as when the details open below the list, is no scrolling.
    const observer = new ResizeObserver(() => {
      if (now.follows && sticks.value) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    element.addEventListener('scroll', scrolled, { passive: true });
    element.addEventListener('wheel', turned, { passive: true });
    return () => {
      cancelAnimationFrame(now.frame);
      now.frame = 0;
      observer.disconnect();
      element.removeEventListener('scroll', scrolled);
      element.removeEventListener('wheel', turned);
    };
  }, [scroller, sticks]);
  return { sticks, follow, look };
}

const isAtEnd = ({ scrollTop, clientHeight, scrollHeight }: HTMLElement): boolean =>
  scrollTop + clientHeight >= scrollHeight - ROW_HEIGHT / 2;
