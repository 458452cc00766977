// One line of the response list.
// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid cannot be a <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: rows take the focus, cells do not.
import type { ColumnId } from '../../lib/session/column-layout.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { say } from '../../lib/words/say.ts';
import { isOfWorker, timeNotes } from '../common/capture-text.ts';
import { splitUrl } from '../common/format.ts';
import { Icon } from '../common/Icon.tsx';
import { ElapsedTime } from './ElapsedTime.tsx';
import { ExchangeBadge } from './ExchangeBadge.tsx';
import { adviceCell, phaseText, stateOf } from './row-text.ts';
import { ROW_HEIGHT } from './use-virtual-rows.ts';

/** The later attempts under a call's first: how many, and whether they are folded away. */
export interface Retries {
  readonly count: number;
  readonly collapsed: boolean;
}

interface ResponseRowProps {
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly ColumnId[];
  /** "attempt 2 · 1.9 s later", '' for a first attempt. */
  readonly attempt: string;
  /** True where the line above is of the same call, so that URL and provider need not be repeated. */
  readonly nested: boolean;
  /** Null where there are none. */
  readonly retries: Retries | null;
  readonly selected: boolean;
  readonly tabbable: boolean;
}

/** Shows an exchange as a row of the grid, absolutely placed by its index. The grid answers keys and clicks. */
export function ResponseRow(props: ResponseRowProps) {
  const { row, index, columns, selected, tabbable } = props;
  return (
    <div
      role="row"
      class="rs-row"
      data-id={row.exchange.id}
      data-state={stateOf(row.exchange)?.state}
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={tabbable ? 0 : -1}
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
    >
      {columns.map((id) => (
        <Cell key={id} id={id} {...props} />
      ))}
    </div>
  );
}

function Cell({ id, row, nested, ...rest }: ResponseRowProps & { readonly id: ColumnId }) {
  const { exchange, annotation } = row;
  switch (id) {
    case 'status':
      return (
        <div role="gridcell">
          <ExchangeBadge exchange={exchange} />
        </div>
      );
    case 'method':
      return (
        <div role="gridcell" class="rs-mono rs-quiet">
          {nested ? '' : exchange.method}
        </div>
      );
    case 'call':
      return <CallCell row={row} nested={nested} {...rest} />;
    case 'provider':
      return <div role="gridcell">{nested ? '' : annotation.provider.name}</div>;
    case 'advice': {
      const advice = adviceCell(row);
      return (
        <div role="gridcell" class={`rs-tone-${advice.tone}`} title={advice.title}>
          <Icon name={advice.icon} /> {advice.text}
        </div>
      );
    }
    case 'time':
      return (
        <div role="gridcell" class="rs-mono" title={timeNotes(exchange).join('\n')}>
          <ElapsedTime exchange={exchange} />
        </div>
      );
    case 'waterfall':
      return <div role="gridcell" title={phaseText(exchange)} />;
  }
}

function CallCell({ row, attempt, nested, retries, columns }: ResponseRowProps) {
  const { exchange } = row;
  const { path, host } = splitUrl(exchange.url);
  const state = stateOf(exchange);
  const target = exchange.redirectURL ? `\n→ ${exchange.redirectURL}` : '';
  return (
    <div role="gridcell" class="rs-mono rs-call" title={`${exchange.method} ${exchange.url}${target}`}>
      {retries ? <Toggle {...retries} /> : null}
      {attempt ? <span class={nested ? 'rs-attempt' : 'rs-attempt-alone'}>↳ {attempt}</span> : null}
      {isOfWorker(exchange) && !nested ? <Tag text={say('row.worker')} /> : null}
      {state?.tag ? <Tag text={say(state.tag)} /> : null}
      {nested ? null : (
        <>
          {columns.includes('method') || exchange.method === 'GET' ? null : (
            <span class="rs-quiet">{exchange.method} </span>
          )}
          <span class={attempt ? 'rs-quiet' : ''}>{path}</span> <span class="rs-quiet">{host}</span>
        </>
      )}
      <button
        type="button"
        class="rs-row-menu"
        tabIndex={-1}
        aria-label={say('row.menu')}
        aria-haspopup="menu"
      >
        <Icon name="more" />
      </button>
    </div>
  );
}

function Tag({ text }: { readonly text: string }) {
  return (
    <>
      <span class="rs-tag">{text}</span>{' '}
    </>
  );
}

/** Not in the tab order, no more than the menu's button, which the Menu key stands for: on the row, the left and right arrow keys do the same. */
function Toggle({ count, collapsed }: Retries) {
  return (
    <button
      type="button"
      class="rs-toggle"
      tabIndex={-1}
      aria-expanded={!collapsed}
      aria-label={say('row.retries', { n: count })}
    >
      <Icon name={collapsed ? 'collapsed' : 'expanded'} />
      {collapsed ? `+${count}` : ''}
    </button>
  );
}
