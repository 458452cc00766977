// The three plots of a simulation over one set of outcomes.
import { useMemo } from 'preact/hooks';
import { formatDuration } from '../../../lib/retry/duration.ts';
import type { SimulationSettings } from '../../../lib/stores/simulation-settings.ts';
import { isFleet } from '../../../lib/stores/simulation-settings.ts';
import {
  attemptTicks,
  loadTicks,
  placeLoad,
  type Simulated,
  shareTicks,
  simulationAxis,
  timeTicks,
} from '../../../lib/timeline/simulation-axes.ts';
import { attemptsPlot, loadPlot, successPlot } from '../../../lib/timeline/simulation-plots.ts';
import { say } from '../../../lib/words/say.ts';
import { formatCount, formatShare } from '../../common/format.ts';
import type { PlacedOutcome } from './Comparison.tsx';
import { PlotView } from './PlotView.tsx';
import { noLoadText, outageLabel } from './simulation-text.ts';

interface PlotsProps {
  /** Those with a result. */
  readonly outcomes: readonly (PlacedOutcome & Simulated)[];
  readonly settings: SimulationSettings;
}

const noMarks = { shaded: null, level: null };

/** Shows success by time, attempts a call, and the load on the server. */
export function Plots({ outcomes, settings }: PlotsProps) {
  const { outageSeconds, capacity } = settings;
  const shared = isFleet(settings) && outageSeconds > 0;
  const limit = shared ? capacity : null;
  const { axis, success, attempts, load } = useMemo(() => {
    const axis = simulationAxis(outcomes, outageSeconds);
    return {
      axis,
      success: successPlot(outcomes, axis),
      attempts: attemptsPlot(outcomes),
      load: loadPlot(outcomes, axis, limit),
    };
  }, [outcomes]);
  const shaded = shared
    ? { to: axis.x(outageSeconds), label: say('sim.plot.outage', { time: outageLabel(outageSeconds) }) }
    : null;
  const most = attempts.points.length - 1;
  const xTicks = (width: number) => timeTicks(axis, width);
  const pointText = (seconds: number) => formatDuration(seconds);
  return (
    <>
      <PlotView
        {...textsOf('success')}
        plot={success}
        outcomes={outcomes}
        marks={{ shaded, level: null }}
        xTicks={xTicks}
        yTicks={shareTicks}
        pointText={pointText}
        valueText={formatShare}
      />
      <PlotView
        {...textsOf('attempts')}
        plot={attempts}
        outcomes={outcomes}
        marks={noMarks}
        xTicks={(width) => attemptTicks(most, width)}
        yTicks={shareTicks}
        pointText={(n) => say('sim.attempts', { n })}
        valueText={formatShare}
      />
      {load ? (
        <PlotView
          {...textsOf('load')}
          plot={load}
          outcomes={outcomes}
          marks={{
            shaded,
            level:
              limit === null
                ? null
                : {
                    at: placeLoad(limit, load.top),
                    label: say('sim.plot.capacity', { rate: formatCount(limit) }),
                  },
          }}
          xTicks={xTicks}
          yTicks={loadTicks(load.top)}
          pointText={pointText}
          valueText={(requests) => `${formatCount(requests)}/s`}
        />
      ) : (
        <section aria-label={say('sim.plot.load.title')}>
          <h3 class="rs-heading">{say('sim.plot.load.title')}</h3>
          <p class="rs-quiet">{noLoadText(settings)}</p>
        </section>
      )}
    </>
  );
}

const textsOf = (plot: 'success' | 'attempts' | 'load') => ({
  title: say(`sim.plot.${plot}.title`),
  explanation: say(`sim.plot.${plot}.about`),
});
