// Everything about one response, in tabs.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { InspectorStore, Row } from '../../lib/stores/inspector-store.ts';
import type { SimulationSource } from '../../lib/stores/simulation-store.ts';
import { say } from '../../lib/words/say.ts';
import { unseenEnd } from '../common/capture-text.ts';
import { Icon } from '../common/Icon.tsx';
import { Tabs } from '../common/Tabs.tsx';
import { AdviceTab } from './AdviceTab.tsx';
import { AttemptsTab } from './AttemptsTab.tsx';
import { BodyTab } from './BodyTab.tsx';
import { CompareTab } from './CompareTab.tsx';
import { CopyMenu } from './CopyMenu.tsx';
import './detail.css';
import {
  type AskedBody,
  type BodyForm,
  type DetailTab,
  detailTabs,
  type ReadBody,
  type ScheduleChoice,
} from './detail-state.ts';
import { ExchangeBadge } from './ExchangeBadge.tsx';
import { HeadersTab } from './HeadersTab.tsx';
import { HostMenu } from './HostMenu.tsx';
import type { RowTools } from './row-tools.ts';
import { ScheduleTab } from './ScheduleTab.tsx';
import { SimulateTab, simulatorOf } from './SimulateTab.tsx';
import { TimingTab } from './TimingTab.tsx';

/** What the detail is given. */
export interface DetailProps {
  readonly store: InspectorStore;
  readonly now: ReadonlySignal<number>;
  readonly simulation: SimulationSource | undefined;
  readonly readBody: ReadBody | undefined;
  readonly tools: RowTools;
  onClose(): void;
}

/** Shows the selected row; nothing when there is none, while it remembers its tab and what was asked. */
export function Detail({ store, now, simulation, readBody, tools, onClose }: DetailProps) {
  const tab = useSignal<DetailTab>('advice');
  const outage = useSignal('10m');
  const reading = useSignal('');
  const asked = useSignal<AskedBody>({ of: '', answer: null });
  const form = useSignal<BodyForm>('pretty');
  const wanted = useSignal('');
  const [simulator] = useState(() => simulation && simulatorOf(simulation));
  const row = store.selected.value;
  if (!row) return null;
  const attempts = store.attemptsOf(row);
  const noResponse = row.exchange.status === 0;
  const answers = noResponse ? [] : store.compare(row);
  const { exchange, annotation } = row;
  const choice: ScheduleChoice = { outage, reading };
  const counts: Partial<Record<DetailTab, number>> = { attempts: attempts.length, compare: answers.length };
  const tabs = detailTabs
    .filter((id) => (id !== 'simulate' || simulator) && (id !== 'compare' || !noResponse))
    .map((id) => ({ id, label: say(`detail.tab.${id}`, { count: counts[id] ?? 0 }) }));
  const shown = tabs.some(({ id }) => id === tab.value) ? tab.value : 'advice';
  return (
    <aside class="rs-detail" aria-label={say('detail.title')}>
      <div class="rs-detail-head">
        <div class="rs-detail-title">
          <h2>
            <ExchangeBadge exchange={exchange} />
            <span>
              {(noResponse && unseenEnd(exchange)?.label) ||
                annotation.status.name ||
                say('detail.noResponse')}
            </span>
          </h2>
          <HostMenu key={exchange.id} row={row} tools={tools} />
        </div>
        <div class="rs-detail-buttons">
          <CopyMenu key={exchange.id} row={row} attempts={attempts} tools={tools} />
          <button
            type="button"
            class="rs-button rs-icon-only"
            aria-label={say('detail.close')}
            title={say('detail.closeKey')}
            onClick={onClose}
          >
            <Icon name="close" />
          </button>
        </div>
        <div class="rs-detail-url rs-mono rs-quiet">
          {exchange.method} {exchange.url}
        </div>
      </div>
      <Tabs label={say('detail.title')} tabs={tabs} selected={tab} panelClass="rs-detail-body">
        {shown === 'advice' ? (
          <AdviceTab row={row} attempts={attempts} answers={answers} now={now} choice={choice} tab={tab} />
        ) : null}
        {shown === 'schedule' ? <ScheduleTab row={row} attempts={attempts} choice={choice} /> : null}
        {shown === 'simulate' && simulator ? (
          <SimulateTab row={row} simulator={simulator} outage={outage} />
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
        {shown === 'body' ? (
          <BodyTab exchange={exchange} choice={{ asked, form, wanted }} readBody={readBody} />
        ) : null}
        {shown === 'compare' ? <CompareTab answers={answers} own={annotation.provider.id} /> : null}
      </Tabs>
    </aside>
  );
}
