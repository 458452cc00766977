// The bar between list and detail: drag it, or move it with the arrow keys.
import type { Signal } from '@preact/signals';
import { say } from '../../lib/words/say.ts';

const STEP = 16;

interface SplitterProps {
  /** Size of the detail, px: its width when side by side, its height when below the list. */
  readonly size: Signal<number>;
  readonly stacked: boolean;
  readonly min: number;
  /** The most that the detail may take, px. */
  readonly max: number;
}

/** Shows a thin bar that is a slider for assistive technology (ARIA `separator`). */
export function Splitter({ size, stacked, min, max }: SplitterProps) {
  const resize = (value: number) => {
    size.value = Math.round(Math.min(Math.max(value, min), Math.max(min, max)));
  };
  const onPointerDown = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const bar = event.currentTarget;
    const start = stacked ? event.clientY : event.clientX;
    const before = Math.min(size.value, max);
    const move = (next: PointerEvent) => resize(before + start - (stacked ? next.clientY : next.clientX));
    const end = () => {
      bar.removeEventListener('pointermove', move);
      bar.removeEventListener('pointerup', end);
      bar.removeEventListener('pointercancel', end);
    };
    bar.setPointerCapture(event.pointerId);
    bar.addEventListener('pointermove', move);
    bar.addEventListener('pointerup', end);
    bar.addEventListener('pointercancel', end);
    event.preventDefault();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [more, less] = stacked ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    if (event.key === more) resize(size.value + STEP);
    else if (event.key === less) resize(size.value - STEP);
    else if (event.key === 'Home') resize(min);
    else if (event.key === 'End') resize(max);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is a widget (ARIA 1.2), not an <hr>.
    <div
      role="separator"
      class={stacked ? 'rs-splitter rs-splitter-stacked' : 'rs-splitter'}
      aria-label={say('list.detailSize')}
      aria-orientation={stacked ? 'horizontal' : 'vertical'}
      aria-valuenow={Math.min(size.value, max)}
      aria-valuemin={min}
      aria-valuemax={Math.max(min, max)}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
