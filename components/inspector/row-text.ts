// What a row of the list says, in the few words that fit: its advice cell and its place in a call.
import { type Exchange, lacksResponse, responseReceivedAt } from '../../lib/http/exchange.ts';
import { formatDuration } from '../../lib/retry/duration.ts';
import type { Finding } from '../../lib/retry/finding.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { type Phase, phaseLengths } from '../../lib/timeline/waterfall.ts';
import { adviceIcon, isDone } from '../common/advice-look.ts';
import { unseenEnd } from '../common/capture-text.ts';
import { formatElapsed, formatGap } from '../common/format.ts';
import type { IconName } from '../common/Icon.tsx';

/** The advice cell: picture, words, and how loud they are. */
export interface AdviceCell {
  readonly icon: IconName;
  readonly text: string;
  readonly tone: 'bad' | 'quiet' | 'plain';
  /** The whole of it, for a tooltip. */
  readonly title: string;
}

/** The finding that takes the advice's place in the list: the first that breaks or departs from the rule. */
export function worstFinding(findings: readonly Finding[]): Finding | undefined {
  return (
    findings.find(({ severity }) => severity === 'violation') ??
    findings.find(({ severity }) => severity === 'departure')
  );
}

/** Findings as headings. */
export const findingTitles: Readonly<Record<Finding['id'], string>> = {
  'too-early': 'Retried too early',
  'faster-than-schedule': 'Faster than the schedule',
  'too-many': 'Too many retries',
  'outside-window': 'Outside the window',
  'retried-do-not-retry': 'Retried against the rule',
  'unsafe-method': 'Method is not idempotent',
  'gave-up': 'Gave up early',
  'in-step': 'In step with other calls',
};

/** What the Advice cell says. */
export function adviceCell({ exchange, annotation, findings }: Row): AdviceCell {
  const { advice, status } = annotation;
  const finding = worstFinding(findings);
  if (finding) return cell('warning', shorten(finding), 'bad', finding.message);
  const unseen = unseenEnd(exchange);
  if (unseen) return cell('unknown', unseen.label, 'quiet', unseen.sentence);
  if (exchange.state === 'pending') return cell('none', 'No response yet', 'quiet');
  const given = findings.find(({ severity }) => severity === 'advice');
  if (given) return cell('none', findingTitles[given.id], 'quiet', `${given.message}. ${advice.summary}`);
  if (isDone(exchange, advice)) return cell('none', 'Done', 'quiet', advice.summary);
  if (exchange.state === 'failed' && lacksResponse(exchange)) {
    const cause = status.name || exchange.error || advice.summary;
    return cell(adviceIcon(advice), cause, 'plain', `${cause}: ${advice.summary}`);
  }
  return cell(adviceIcon(advice), advice.summary, 'plain');
}

const cell = (icon: IconName, text: string, tone: AdviceCell['tone'], title = text): AdviceCell => ({
  icon,
  text,
  tone,
  title,
});

/** "attempt 2 · 1.9 s later": later than the response before it; '' for a first attempt. */
export function attemptText(row: Row, attempts: readonly Row[]): string {
  const { attempt } = row.attempt;
  if (attempt < 2) return '';
  const gap = gapBefore(row, attempts);
  return gap === null ? `attempt ${attempt}` : `attempt ${attempt} · ${formatGap(gap)} later`;
}

/** From the previous attempt's response to this one's start, ms; null when there is no previous attempt. */
export function gapBefore(row: Row, attempts: readonly Row[]): number | null {
  const index = attempts.findIndex(({ exchange }) => exchange.id === row.exchange.id);
  const previous = attempts[index - 1];
  return previous ? row.exchange.startedDateTime - responseReceivedAt(previous.exchange) : null;
}

/** A finding in as few words as fit a cell: "28.1 s too early" where it has the figure, else its title. */
function shorten({ id, seconds }: Finding): string {
  if (seconds === undefined) return findingTitles[id];
  const figure = formatDuration(seconds);
  return id === 'outside-window' ? `${figure} past the window` : `${figure} too early`;
}

/** What sets a row apart besides its status. `tag` is '' where the status says it. */
export interface RowState {
  readonly state: 'pending' | 'failed' | 'cached' | 'redirected';
  readonly tag: string;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Whether an exchange goes on, failed, came from the cache or led elsewhere; undefined where nothing sets it apart. */
export function stateOf(exchange: Exchange): RowState | undefined {
  const { state, status, fromCache, redirectURL } = exchange;
  if (unseenEnd(exchange)) return undefined;
  if (state === 'pending') return { state: 'pending', tag: status === 0 ? '' : 'receiving' };
  if (state === 'failed') return { state: 'failed', tag: status === 0 ? '' : 'failed' };
  if (fromCache) return { state: 'cached', tag: 'cached' };
  if (redirectURL !== '' || REDIRECTS.has(status)) return { state: 'redirected', tag: 'redirect' };
  return undefined;
}

const phaseNames: Readonly<Record<Phase, string>> = {
  blocked: 'Queued',
  dns: 'DNS',
  connect: 'Connect',
  ssl: 'TLS',
  send: 'Send',
  wait: 'Waiting',
  receive: 'Receive',
};

/** The phases of an exchange in words, for the tooltip of its bar; '' while it has no end. */
export function phaseText(exchange: Exchange): string {
  if (exchange.time < 0) return '';
  const known = phaseLengths(exchange).filter(([, length]) => length > 0);
  return known.map(([phase, length]) => `${phaseNames[phase]} ${formatElapsed(length)}`).join('\n');
}
