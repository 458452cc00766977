// What a row of the list says, in the few words that fit: its advice cell and its place in a call.
import { type Exchange, lacksResponse, responseReceivedAt } from '../../lib/http/exchange.ts';
import { formatDuration } from '../../lib/retry/duration.ts';
import type { Finding } from '../../lib/retry/finding.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { phaseLengths } from '../../lib/timeline/waterfall.ts';
import { say, type Word } from '../../lib/words/say.ts';
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

const findingTitles: Readonly<Record<Finding['id'], Word>> = {
  'too-early': 'row.finding.tooEarly',
  'faster-than-schedule': 'row.finding.faster',
  'too-many': 'row.finding.tooMany',
  'outside-window': 'row.finding.outside',
  'retried-do-not-retry': 'row.finding.against',
  'unsafe-method': 'row.finding.unsafe',
  'gave-up': 'row.finding.gaveUp',
  'in-step': 'row.finding.inStep',
};

/** A finding as a heading. */
export const findingTitle = (id: Finding['id']): string => say(findingTitles[id]);

/** What the Advice cell says. */
export function adviceCell({ exchange, annotation, findings }: Row): AdviceCell {
  const { advice, status } = annotation;
  const finding = worstFinding(findings);
  if (finding) return cell('warning', shorten(finding), 'bad', finding.message);
  const unseen = unseenEnd(exchange);
  if (unseen) return cell('unknown', unseen.label, 'quiet', unseen.sentence);
  if (exchange.state === 'pending') return cell('none', say('row.noResponse'), 'quiet');
  const given = findings.find(({ severity }) => severity === 'advice');
  if (given) {
    const title = say('row.also', { message: given.message, advice: advice.summary });
    return cell('none', findingTitle(given.id), 'quiet', title);
  }
  if (isDone(exchange, advice)) return cell('none', say('row.done'), 'quiet', advice.summary);
  if (exchange.state === 'failed' && lacksResponse(exchange)) {
    const cause = status.name || exchange.error || advice.summary;
    return cell(adviceIcon(advice), cause, 'plain', say('row.cause', { cause, advice: advice.summary }));
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
  return gap === null ? say('row.attempt', { attempt }) : say('row.later', { attempt, gap: formatGap(gap) });
}

/** From the previous attempt's response to this one's start, ms; null when there is no previous attempt. */
export function gapBefore(row: Row, attempts: readonly Row[]): number | null {
  const index = attempts.findIndex(({ exchange }) => exchange.id === row.exchange.id);
  const previous = attempts[index - 1];
  return previous ? row.exchange.startedDateTime - responseReceivedAt(previous.exchange) : null;
}

/** A finding in as few words as fit a cell: "28.1 s too early" where it has the figure, else its title. */
function shorten({ id, seconds }: Finding): string {
  if (seconds === undefined) return findingTitle(id);
  return say(id === 'outside-window' ? 'row.past' : 'row.early', { time: formatDuration(seconds) });
}

/** What sets a row apart besides its status. `tag` is null where the status says it. */
export interface RowState {
  readonly state: 'pending' | 'failed' | 'cached' | 'redirected';
  readonly tag: Word | null;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Whether an exchange goes on, failed, came from the cache or led elsewhere; undefined where nothing sets it apart. */
export function stateOf(exchange: Exchange): RowState | undefined {
  const { state, status, fromCache, redirectURL } = exchange;
  if (unseenEnd(exchange)) return undefined;
  if (state === 'pending') return { state: 'pending', tag: status === 0 ? null : 'row.receiving' };
  if (state === 'failed') return { state: 'failed', tag: status === 0 ? null : 'row.failed' };
  if (fromCache) return { state: 'cached', tag: 'row.cached' };
  if (redirectURL !== '' || REDIRECTS.has(status)) return { state: 'redirected', tag: 'row.redirect' };
  return undefined;
}

/** The phases of an exchange in words, for the tooltip of its bar; '' while it has no end. */
export function phaseText(exchange: Exchange): string {
  if (exchange.time < 0) return '';
  const known = phaseLengths(exchange).filter(([, length]) => length > 0);
  return known
    .map(([phase, length]) => say(`row.phase.${phase}`, { time: formatElapsed(length) }))
    .join('\n');
}
