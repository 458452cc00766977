// The strip above the list: the whole session by time and class, and the brush that filters the list by time.
import { type ReadonlySignal, useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { InspectorStore } from '../../lib/stores/inspector-store.ts';
import { binAt, countsOfBin, rangeOfBin, type TimeRange } from '../../lib/timeline/overview.ts';
import { say } from '../../lib/words/say.ts';
import { useWidth } from '../common/use-layout.ts';
import { BrushedRange } from './BrushedRange.tsx';
import { xOf } from './brush.ts';
import './overview.css';
import { useLook } from '../common/use-look.ts';
import { formatRange, formatResponses } from './overview-text.ts';
import { paint } from './paint.ts';
import { useBrush } from './use-brush.ts';
import { useOverview } from './use-overview.ts';

/** The strip's height, px. */
const HEIGHT = { wide: 40, narrow: 28 } as const;

interface OverviewProps {
  readonly store: InspectorStore;
  readonly narrow: ReadonlySignal<boolean>;
}

/** Shows the strip: for assistive technology one slider, whose value is the brushed range; quiet while the session is empty. */
export function Overview({ store, narrow }: OverviewProps) {
  const strip = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(strip, 600);
  const look = useLook().value;
  const state = useOverview(store, width);
  const { handlers, pointed } = useBrush(strip, store.timeRange, state, width);
  const title = useComputed(() => {
    const bins = state.binning.value;
    const hint = say('overview.hint');
    if (!bins || pointed.value === null) return hint;
    const bin = binAt(bins, pointed.value);
    const range = formatRange(rangeOfBin(bins, bin));
    return `${say('overview.bin', { range, responses: formatResponses(countsOfBin(bins, bin)) })}\n${hint}`;
  });

  const view = state.view.value;
  const binning = state.binning.value;
  const range = store.timeRange.value;
  const room = width.value;
  const height = narrow.value ? HEIGHT.narrow : HEIGHT.wide;
  useEffect(() => {
    // The browser holds the frame back while the panel is out of sight, and the painting with it.
    const frame = requestAnimationFrame(() => {
      if (canvas.current) paint(canvas.current, { view, binning, range, width: room, height });
    });
    return () => cancelAnimationFrame(frame);
  }, [view, binning, range, room, height, look]);

  const whole = state.session.value;
  const slider = whole ? { ...handlers, ...sliderOf(whole, range, state.spoken.value), title } : {};
  return (
    <section class="rs-overview" aria-label={say('overview.name')}>
      <div ref={strip} class="rs-overview-strip" style={{ height: `${height}px` }} {...slider}>
        <canvas ref={canvas} />
        {range && view ? (
          <BrushedRange left={xOf(range.from, view, 100)} right={xOf(range.to, view, 100)} />
        ) : null}
      </div>
    </section>
  );
}

/** The slider's numbers are seconds since the session's start, of the range's start; its words say the rest. */
function sliderOf(session: TimeRange, range: TimeRange | null, spoken: string) {
  const seconds = (at: number): number => Math.round((at - session.from) / 100) / 10;
  const most = seconds(session.to);
  return {
    role: 'slider' as const,
    tabIndex: 0,
    'aria-label': say('overview.range'),
    'aria-orientation': 'horizontal' as const,
    'aria-valuemin': 0,
    'aria-valuemax': most,
    'aria-valuenow': range ? Math.min(Math.max(seconds(range.from), 0), most) : 0,
    'aria-valuetext': spoken,
  };
}
