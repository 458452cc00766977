// Everything about one response, in tabs.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { InspectorStore, Row } from '../../lib/stores/inspector-store.ts';
import type { SimulationStore } from '../../lib/stores/simulation-store.ts';
import { Icon } from '../common/Icon.tsx';
import { StatusBadge } from '../common/StatusBadge.tsx';
import { Tabs } from '../common/Tabs.tsx';
import { AdviceTab } from './AdviceTab.tsx';
import { AttemptsTab } from './AttemptsTab.tsx';
import { CompareTab } from './CompareTab.tsx';
import './detail.css';
import type { DetailTab, ScheduleChoice } from './detail-state.ts';
import { HeadersTab } from './HeadersTab.tsx';
import { ScheduleTab } from './ScheduleTab.tsx';
import { TimingTab } from './TimingTab.tsx';

interface DetailProps {
  readonly store: InspectorStore;
  readonly now: ReadonlySignal<number>;
  readonly simulation: SimulationStore | undefined;
  onClose(): void;
}

/** Shows the selected row; nothing when there is none. */
export function Detail({ store, now, simulation, onClose }: DetailProps) {
  const tab = useSignal<DetailTab>('advice');
  const outage = useSignal('10m');
  const reading = useSignal('');
  const row = store.selected.value;
  if (!row) return null;
  const attempts = store.attemptsOf(row);
  const noResponse = row.exchange.status === 0;
  const answers = noResponse ? [] : store.compare(row);
  const { exchange, annotation } = row;
  const choice: ScheduleChoice = { outage, reading };
  const tabs: { id: DetailTab; label: string }[] = [
    { id: 'advice', label: 'Advice' },
    { id: 'schedule', label: 'Schedule' },
    { id: 'attempts', label: `Attempts ${attempts.length}` },
    { id: 'timing', label: 'Timing' },
    { id: 'headers', label: 'Headers' },
  ];
  if (!noResponse) tabs.push({ id: 'compare', label: `Compare ${answers.length}` });
  const shown = tabs.some(({ id }) => id === tab.value) ? tab.value : 'advice';
  return (
    <aside class="rs-detail" aria-label="Details">
      <div class="rs-detail-head">
        <h2>
          <StatusBadge status={exchange.status} pending={exchange.state === 'pending'} />
          <span>{annotation.status.name || 'No response'}</span>
          <span class="rs-tag">{annotation.provider.name}</span>
        </h2>
        <button
          type="button"
          class="rs-button rs-icon-only"
          aria-label="Close details"
          title="Close (Esc)"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
        <div class="rs-detail-url rs-mono rs-quiet">
          {exchange.method} {exchange.url}
        </div>
      </div>
      <Tabs label="Details" tabs={tabs} selected={tab} panelClass="rs-detail-body">
        {shown === 'advice' ? (
          <AdviceTab row={row} attempts={attempts} answers={answers} now={now} choice={choice} tab={tab} />
        ) : null}
        {shown === 'schedule' ? (
          <ScheduleTab row={row} attempts={attempts} choice={choice} simulation={simulation} />
        ) : null}
        {shown === 'attempts' ? (
          <AttemptsTab
            row={row}
            attempts={attempts}
            onSelect={(one: Row) => {
              store.selectedId.value = one.exchange.id;
            }}
          />
        ) : null}
        {shown === 'timing' ? <TimingTab exchange={exchange} /> : null}
        {shown === 'headers' ? (
          <HeadersTab exchange={exchange} retryAfter={annotation.advice.retryAfter} />
        ) : null}
        {shown === 'compare' ? <CompareTab answers={answers} own={annotation.provider.id} /> : null}
      </Tabs>
    </aside>
  );
}
