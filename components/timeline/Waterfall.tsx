// The waterfall of the rows on screen, on one canvas that scrolls with them.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { TimeWindow } from '../../lib/timeline/waterfall.ts';
import { useWidth } from '../common/use-layout.ts';
import { type Colours, drawWaterfall, type PaintedRow } from './draw-waterfall.ts';
import './timeline.css';
import { useLook } from '../common/use-look.ts';
import { startPainting, themeColours } from './canvas.ts';

interface WaterfallProps {
  /** The lines that are drawn, one after the other. */
  readonly rows: readonly PaintedRow['row'][];
  readonly rowHeight: number;
  /** Where the first of them stands in the list, px. */
  readonly top: number;
  readonly window: TimeWindow | null;
}

/** The colours are read when the theme changes, not each time that rows scroll by. */
const names = ['ok', 'redir', 'client', 'server', 'none', 'accent', 'mute'] as const;
const noColours = Object.fromEntries(names.map((name) => [name, ''])) as Colours;

/**
 * Shows when each exchange ran inside the window, phase by phase; a hollow diamond marks "not before", an arrow at the
 * edge one beyond it. It stands in the last of the list's columns, behind no pointer.
 */
export function Waterfall({ rows, rowHeight, top, window }: WaterfallProps) {
  const holder = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(holder, 160).value;
  const look = useLook().value;
  const height = rows.length * rowHeight;
  const colours = useRef({ look: -1, ...noColours });
  useLayoutEffect(() => {
    if (colours.current.look !== look) colours.current = { look, ...themeColours(names) };
    const context = startPainting(canvas, width, height);
    if (!context || !window) return;
    const painted = rows.map((row, index) => ({ row, y: index * rowHeight }));
    drawWaterfall({ context, width, rowHeight, colours: colours.current }, painted, window);
  }, [rows, rowHeight, width, height, look, window]);
  return (
    <div class="rs-waterfall" aria-hidden="true" style={{ transform: `translateY(${top}px)` }}>
      <div class="rs-waterfall-column" ref={holder}>
        <canvas ref={canvas} style={{ width: `${width}px`, height: `${height}px` }} />
      </div>
    </div>
  );
}
