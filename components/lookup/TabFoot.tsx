// What the current tab has just run into, and whether its host is captured.
import type { ReadonlySignal } from '@preact/signals';
import type { Failure } from '../../lib/stores/recent-failures.ts';
import type { TabCapture } from '../../lib/stores/tab-capture.ts';
import { say } from '../../lib/words/say.ts';
import { AdviceText } from '../common/AdviceText.tsx';
import { formatClock, splitUrl } from '../common/format.ts';
import { Icon } from '../common/Icon.tsx';
import { StatusBadge } from '../common/StatusBadge.tsx';
import { CaptureSwitch, WhatToCapture } from './Capture.tsx';

interface TabFootProps {
  /** '' for a page that is no website (the browser's own pages, files). */
  readonly host: string;
  /** The address of the page with all that was captured of the tab. */
  readonly log: string;
  readonly capture: TabCapture;
  /** The latest first. */
  readonly failures: ReadonlySignal<readonly Failure[]>;
  readonly now: ReadonlySignal<number>;
}

/**
 * Shows the capture switch with what it is about, the tab's last failures, each with when to retry, and the ways to all
 * of its responses and to a file of them.
 */
export function TabFoot({ host, log, capture, failures, now }: TabFootProps) {
  const isOff = capture.state.value === 'off';
  return (
    <section class="rs-lookup-foot" aria-label={say('popup.thisTab')}>
      <h2 class="rs-heading">
        <span title={host}>{[say('popup.thisTab'), host].filter(Boolean).join(' · ')}</span>
        {host ? <CaptureSwitch host={host} capture={capture} /> : null}
      </h2>
      {host ? (
        <WhatToCapture host={host} capture={capture} />
      ) : (
        <p class="rs-quiet">{say('popup.noWebsite')}</p>
      )}
      {failures.value.length > 0 ? (
        <ul class="rs-lookup-failures" aria-label={say('popup.failures')}>
          {failures.value.map((failure) => (
            <FailureLine key={failure.exchange.id} failure={failure} now={now} />
          ))}
        </ul>
      ) : null}
      {host && failures.value.length === 0 ? (
        <p class="rs-quiet">{say(isOff ? 'popup.listedLater' : 'popup.noFailures')}</p>
      ) : null}
      {host && (failures.value.length > 0 || !isOff) ? (
        <p class="rs-lookup-log">
          <a href={log} target="_blank" rel="noopener">
            {say('popup.log')}
          </a>
          <a href={`${log}#export`} target="_blank" rel="noopener">
            {say('popup.export')}
          </a>
        </p>
      ) : null}
    </section>
  );
}

function FailureLine({
  failure: { exchange, advice },
  now,
}: {
  readonly failure: Failure;
  readonly now: ReadonlySignal<number>;
}) {
  const waits = advice.notBefore !== null && advice.notBefore > now.value;
  return (
    <li title={`${exchange.method} ${exchange.url}\n${advice.summary}`}>
      <StatusBadge status={exchange.status} />
      <span class="rs-mono">{splitUrl(exchange.url).path}</span>
      <span>
        {waits && advice.notBefore !== null ? (
          <b>
            <Icon name="wait" label={say('popup.notBefore')} /> {formatClock(advice.notBefore, now.value)}
          </b>
        ) : (
          <AdviceText advice={advice} />
        )}
      </span>
    </li>
  );
}
