// What the current tab has just run into, and whether its host is captured.
import type { ReadonlySignal } from '@preact/signals';
import type { Failure } from '../../lib/stores/tab-failures.ts';
import { AdviceText } from '../common/AdviceText.tsx';
import { formatClock, splitUrl } from '../common/format.ts';
import { Icon } from '../common/Icon.tsx';
import { StatusBadge } from '../common/StatusBadge.tsx';

/** As many failures as leave room for the answers. */
const MOST_FAILURES = 4;

/** The current tab. */
export interface LookupTab {
  readonly host: string;
  /** True while the host's responses are captured. */
  readonly granted: boolean;
  /** False where the browser allows no capture (its own pages, the store). */
  readonly canCapture: boolean;
  /** The latest first. */
  readonly failures: readonly Failure[];
}

interface TabFootProps {
  readonly tab: ReadonlySignal<LookupTab | null>;
  readonly now: ReadonlySignal<number>;
  onToggleCapture(): void;
}

/** Shows the tab's last failures, each with when to retry, and the capture switch; nothing without a tab. */
export function TabFoot({ tab, now, onToggleCapture }: TabFootProps) {
  const current = tab.value;
  if (!current) return null;
  const { host, granted, canCapture, failures } = current;
  return (
    <section class="rs-lookup-foot" aria-label="This tab">
      <h2 class="rs-heading">
        <span title={host}>This tab · {host}</span>
        <button
          type="button"
          role="switch"
          class="rs-switch"
          aria-checked={granted}
          aria-label={`Capture ${host}`}
          title={
            canCapture
              ? `Capture the responses of ${host} in the background`
              : 'The browser allows no capture here'
          }
          disabled={!canCapture}
          onClick={() => onToggleCapture()}
        >
          Capture
        </button>
      </h2>
      {failures.length > 0 ? (
        <ul class="rs-lookup-failures" aria-label="Last failures">
          {failures.slice(0, MOST_FAILURES).map((row) => (
            <FailureLine key={row.exchange.id} row={row} now={now} />
          ))}
        </ul>
      ) : (
        <p class="rs-quiet">
          {granted ? 'No failures seen in this tab.' : 'Failures are listed here once capture is on.'}
        </p>
      )}
    </section>
  );
}

function FailureLine({
  row: { exchange, annotation },
  now,
}: {
  readonly row: Failure;
  readonly now: ReadonlySignal<number>;
}) {
  const { advice } = annotation;
  const waits = advice.notBefore !== null && advice.notBefore > now.value;
  return (
    <li title={`${exchange.method} ${exchange.url}\n${advice.summary}`}>
      <StatusBadge status={exchange.status} />
      <span class="rs-mono">{splitUrl(exchange.url).path}</span>
      <span>
        {waits && advice.notBefore !== null ? (
          <b>
            <Icon name="wait" label="not before" /> {formatClock(advice.notBefore, now.value)}
          </b>
        ) : (
          <AdviceText advice={advice} />
        )}
      </span>
    </li>
  );
}
