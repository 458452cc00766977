// The column heads of the response list; the last one names the stretch of time that the bars below span.
// biome-ignore-all lint/a11y/useFocusableInteractive: heads that do not sort take no focus; the rows do.
// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid cannot be a <table>.
import type { ReadonlySignal } from '@preact/signals';
import type { TimeWindow } from '../../lib/timeline/waterfall.ts';
import { formatClock } from '../common/format.ts';

interface ListHeadProps {
  readonly narrow: boolean;
  readonly window: ReadonlySignal<TimeWindow | null>;
}

/** Shows the heads: seven, or four in a narrow panel. */
export function ListHead({ narrow, window }: ListHeadProps) {
  return (
    <div role="rowgroup" class="rs-list-head">
      <div role="row" class="rs-row" aria-rowindex={1}>
        <div role="columnheader">Status</div>
        {narrow ? null : (
          <div role="columnheader" class="rs-col-method">
            Method
          </div>
        )}
        <div role="columnheader">Call</div>
        {narrow ? null : (
          <div role="columnheader" class="rs-col-provider">
            Provider
          </div>
        )}
        <div role="columnheader">Advice</div>
        <div role="columnheader">Time</div>
        {narrow ? null : (
          <div role="columnheader" class="rs-col-waterfall">
            <span class="rs-hidden">Waterfall </span>
            <Range window={window} />
          </div>
        )}
      </div>
    </div>
  );
}

function Range({ window }: Pick<ListHeadProps, 'window'>) {
  if (!window.value) return null;
  const { start, end } = window.value;
  return (
    <>
      {formatClock(start)} → {formatClock(end)}
    </>
  );
}
