// One line of the response list.
// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid cannot be a <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: rows take the focus, cells do not.
import type { ReadonlySignal } from '@preact/signals';
import type { Row } from '../../lib/stores/inspector-store.ts';
import type { TimeWindow } from '../../lib/timeline/waterfall.ts';
import { isOfWorker, timeNotes } from '../common/capture-text.ts';
import { splitUrl } from '../common/format.ts';
import { Icon } from '../common/Icon.tsx';
import { Waterfall } from '../timeline/Waterfall.tsx';
import { ElapsedTime } from './ElapsedTime.tsx';
import { ExchangeBadge } from './ExchangeBadge.tsx';
import { adviceCell } from './row-text.ts';
import { ROW_HEIGHT } from './use-virtual-rows.ts';

interface ResponseRowProps {
  readonly row: Row;
  readonly index: number;
  /** "attempt 2 · 1.9 s later", '' for a first attempt. */
  readonly attempt: string;
  /** True where the line above is of the same call, so that URL and provider need not be repeated. */
  readonly continues: boolean;
  readonly narrow: boolean;
  readonly selected: boolean;
  readonly tabbable: boolean;
  readonly window: ReadonlySignal<TimeWindow | null>;
  onOpen(): void;
}

/** Shows an exchange as a row of the grid, absolutely placed by its index. */
export function ResponseRow(props: ResponseRowProps) {
  const { row, index, attempt, continues, narrow, selected, tabbable, window, onOpen } = props;
  const { exchange, annotation } = row;
  const { path, host } = splitUrl(exchange.url);
  const advice = adviceCell(row);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around the rows answers the keys.
    <div
      role="row"
      class="rs-row"
      data-id={exchange.id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={tabbable ? 0 : -1}
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
      onClick={onOpen}
    >
      <div role="gridcell">
        <ExchangeBadge exchange={exchange} />
      </div>
      {narrow ? null : (
        <div role="gridcell" class="rs-col-method rs-mono rs-quiet">
          {continues ? '' : exchange.method}
        </div>
      )}
      <div role="gridcell" class="rs-mono" title={`${exchange.method} ${exchange.url}`}>
        {attempt ? <span class="rs-attempt">↳ {attempt}</span> : null}
        {continues ? null : (
          <>
            {isOfWorker(exchange) ? (
              <>
                <span class="rs-tag">worker</span>{' '}
              </>
            ) : null}
            {narrow && exchange.method !== 'GET' ? <span class="rs-quiet">{exchange.method} </span> : null}
            <span class={attempt ? 'rs-quiet' : ''}>{path}</span> <span class="rs-quiet">{host}</span>
          </>
        )}
      </div>
      {narrow ? null : (
        <div role="gridcell" class="rs-col-provider">
          {continues ? '' : annotation.provider.name}
        </div>
      )}
      <div role="gridcell" class={`rs-tone-${advice.tone}`} title={advice.title}>
        <Icon name={advice.icon} /> {advice.text}
      </div>
      <div role="gridcell" class="rs-mono rs-col-time" title={timeNotes(exchange).join('\n')}>
        <ElapsedTime exchange={exchange} />
      </div>
      {narrow ? null : (
        <div role="gridcell" class="rs-col-waterfall">
          <Waterfall row={row} window={window} />
        </div>
      )}
    </div>
  );
}
