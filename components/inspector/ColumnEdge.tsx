// The edge between two column heads: drag it, or move it with the arrow keys; a double click takes the width back.
import { LEAST_COLUMN, MOST_COLUMN } from '../../lib/session/column-layout.ts';
import { say } from '../../lib/words/say.ts';
import { limited } from './columns.ts';

const STEP = 8;

interface ColumnEdgeProps {
  readonly name: string;
  /** The chosen width in px; undefined while the room decides. */
  readonly width: number | undefined;
  readonly tabbable: boolean;
  /** Shows a width while it is being chosen; null for none any more. */
  onDrag(width: number | null): void;
  /** Keeps a width; null for the one that the room gives. */
  onChoose(width: number | null): void;
}

/** Shows a thin bar that is a slider for assistive technology (ARIA `separator`). */
export function ColumnEdge({ name, width, tabbable, onDrag, onChoose }: ColumnEdgeProps) {
  const onPointerDown = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (event.button !== 0) return;
    const edge = event.currentTarget;
    const start = event.clientX;
    const before = measured(edge);
    let chosen: number | null = null;
    const move = ({ clientX }: PointerEvent) => {
      chosen = limited(before + clientX - start);
      onDrag(chosen);
    };
    const end = ({ type }: PointerEvent) => {
      edge.removeEventListener('pointermove', move);
      edge.removeEventListener('pointerup', end);
      edge.removeEventListener('pointercancel', end);
      onDrag(null);
      if (chosen !== null && type === 'pointerup') onChoose(chosen);
    };
    edge.setPointerCapture?.(event.pointerId);
    edge.addEventListener('pointermove', move);
    edge.addEventListener('pointerup', end);
    edge.addEventListener('pointercancel', end);
    event.preventDefault();
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const now = width ?? measured(event.currentTarget);
    if (event.key === 'ArrowLeft') onChoose(now - STEP);
    else if (event.key === 'ArrowRight') onChoose(now + STEP);
    else if (event.key === 'Home') onChoose(LEAST_COLUMN);
    else if (event.key === 'Delete') onChoose(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is a widget (ARIA 1.2), not an <hr>.
    <div
      role="separator"
      class="rs-column-edge"
      aria-label={say('columns.width', { name })}
      aria-orientation="vertical"
      aria-valuenow={width ?? 100}
      aria-valuetext={width === undefined ? say('columns.automatic') : say('columns.pixels', { width })}
      aria-valuemin={LEAST_COLUMN}
      aria-valuemax={MOST_COLUMN}
      tabIndex={tabbable ? 0 : -1}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDblClick={() => onChoose(null)}
    />
  );
}

const measured = (edge: HTMLElement): number => limited(edge.parentElement?.offsetWidth ?? LEAST_COLUMN);
