// What a person does to the overview: drag, wheel, double click, keys; each changes the range or the view.
import { type ReadonlySignal, type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { TimeRange } from '../../lib/timeline/overview.ts';
import { drag, type Grip, instantAt, move, pressArrow, reveal, zoom } from './brush.ts';
import type { OverviewState } from './use-overview.ts';

/** A pointer that moved less than this has not dragged, px. */
const DRAG_FROM = 3;
/** A notch of a wheel, px, and how much of what was shown it leaves. */
const NOTCH = 100;
const NOTCH_ZOOM = 0.8;
/** A line of a wheel that counts in lines, px. */
const LINE = 16;
const KEY_ZOOM = 0.5;

interface Drag {
  readonly pointer: number;
  readonly grip: Grip;
  /** Where it began, px, and the instant that was there: the session may grow meanwhile. */
  readonly x: number;
  readonly at: number;
  readonly start: TimeRange | null;
  readonly begun: boolean;
}

/** The strip's event handlers, and the instant under a pointer that is not dragging. */
export function useBrush(
  strip: RefObject<HTMLElement | null>,
  timeRange: Signal<TimeRange | null>,
  { session, view, zoomed }: OverviewState,
  width: ReadonlySignal<number>,
) {
  const dragged = useRef<Drag | null>(null);
  const pointed = useSignal<number | null>(null);

  const xIn = (event: MouseEvent): number =>
    event.clientX - (strip.current?.getBoundingClientRect().left ?? 0);
  const reset = (): void => {
    timeRange.value = null;
    zoomed.value = null;
    dragged.current = null;
  };
  const zoomBy = (at: number, factor: number): void => {
    if (view.value && session.value) zoomed.value = zoom(view.value, session.value, at, factor);
  };
  const end = (): void => {
    dragged.current = null;
  };

  const handlers = {
    onPointerDown(event: PointerEvent): void {
      if (!view.value || event.button !== 0) return;
      const x = xIn(event);
      dragged.current = {
        pointer: event.pointerId,
        grip: gripOf(event.target),
        x,
        at: instantAt(x, view.value, width.value),
        start: timeRange.value,
        begun: false,
      };
      strip.current?.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent): void {
      const shown = view.value;
      const whole = session.value;
      const now = dragged.current;
      if (!shown || !whole) return;
      const x = xIn(event);
      const at = instantAt(x, shown, width.value);
      pointed.value = now ? null : at;
      if (!now || event.pointerId !== now.pointer) return;
      if (!now.begun && Math.abs(x - now.x) < DRAG_FROM) return;
      dragged.current = { ...now, begun: true };
      timeRange.value = drag(now.grip, now.start, { from: now.at, to: at }, { view: shown, session: whole });
    },
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave(): void {
      pointed.value = null;
    },
    onDblClick: reset,
    onWheel(event: WheelEvent): void {
      const whole = session.value;
      const shown = view.value;
      if (!shown || !whole) return;
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE;
      const aside = (event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX) * unit;
      if (!event.shiftKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) {
        const factor = NOTCH_ZOOM ** ((-event.deltaY * unit) / NOTCH);
        zoomBy(instantAt(xIn(event), shown, width.value), factor);
      } else if (zoomed.value) {
        zoomed.value = move(shown, (aside * (shown.to - shown.from)) / width.value, whole);
      }
    },
    onKeyDown(event: KeyboardEvent): void {
      const shown = view.value;
      const whole = session.value;
      if (!shown || !whole || event.ctrlKey || event.metaKey || event.altKey) return;
      const { key, shiftKey } = event;
      const { from, to } = timeRange.value ?? shown;
      if (key === 'ArrowLeft' || key === 'ArrowRight') {
        const bounds = { view: shown, session: whole };
        timeRange.value = pressArrow(key, shiftKey, timeRange.value, bounds);
        if (timeRange.value && zoomed.value) zoomed.value = reveal(timeRange.value, bounds);
      } else if (key === '+' || key === '=') zoomBy((from + to) / 2, KEY_ZOOM);
      else if (key === '-') zoomBy((from + to) / 2, 1 / KEY_ZOOM);
      // Where there is nothing to reset, Escape does what it does elsewhere in the inspector.
      else if (key === 'Home' || (key === 'Escape' && (timeRange.value || zoomed.value))) reset();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
  return { handlers, pointed };
}

/** What a pointer took hold of; see BrushedRange.tsx. */
function gripOf(target: EventTarget | null): Grip {
  const grip = target instanceof HTMLElement ? target.dataset.grip : undefined;
  return grip === 'from' || grip === 'to' || grip === 'inside' ? grip : 'outside';
}
