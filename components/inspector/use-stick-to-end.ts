// A list that is watched at its end stays there while it grows, until the person scrolls up.
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { ROW_HEIGHT } from './use-virtual-rows.ts';

/**
 * Lets a scrolling element follow its end. The answer scrolls there unless the person has left it: to be called
 * whenever the list has grown.
 */
export function useStickToEnd(scroller: RefObject<HTMLElement | null>): () => void {
  const state = useRef({ sticks: true, follows: false, top: 0 });
  const follow = () => {
    const element = scroller.current;
    const now = state.current;
    if (!element) return;
    now.follows = true;
    // A batch may come between a scroll and the event that tells of it: the person wins.
    if (element.scrollTop < now.top - 1 && !isAtEnd(element)) now.sticks = false;
    if (now.sticks) element.scrollTop = element.scrollHeight;
    now.top = element.scrollTop;
  };
  useLayoutEffect(() => {
    const element = scroller.current;
    const now = state.current;
    if (!element) return;
    const scrolled = () => {
      now.sticks = isAtEnd(element);
      now.top = element.scrollTop;
    };
    // Wheels turn the picture before they turn the page.
    const turned = ({ deltaY }: WheelEvent) => {
      if (deltaY < 0 && element.scrollTop > 0) now.sticks = false;
    };
    // Less room, as when the details open below the list, is no scrolling.
    const observer = new ResizeObserver(() => {
      if (now.follows && now.sticks) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    element.addEventListener('scroll', scrolled, { passive: true });
    element.addEventListener('wheel', turned, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', scrolled);
      element.removeEventListener('wheel', turned);
    };
  }, [scroller]);
  return follow;
}

const isAtEnd = ({ scrollTop, clientHeight, scrollHeight }: HTMLElement): boolean =>
  scrollTop + clientHeight >= scrollHeight - ROW_HEIGHT / 2;
