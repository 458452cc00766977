// What a person sees of a file that is being opened: how far it is with a way to stop, and what could not be read.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { OpeningState } from '../../lib/stores/opening-store.ts';
import { say } from '../../lib/words/say.ts';
import { formatCount } from '../common/format.ts';
import { Icon } from '../common/Icon.tsx';
import './opening.css';

interface OpeningProps {
  readonly state: ReadonlySignal<OpeningState | null>;
  /** Whether a file is being dragged over the page. */
  readonly dragging: ReadonlySignal<boolean>;
  cancel(): void;
  dismiss(): void;
}

/** Shows a bar while a file is read and, after it, what was wrong with it; nothing where nothing was. */
export function Opening({ state, dragging, cancel, dismiss }: OpeningProps) {
  const now = state.value;
  return (
    <>
      <p class="rs-hidden" role="status">
        {now && hasNews(now) ? outcomeText(now) : ''}
      </p>
      {now?.kind === 'reading' ? <Reading state={now} cancel={cancel} /> : null}
      {now && hasNews(now) ? <Outcome state={now} dismiss={dismiss} /> : null}
      {dragging.value ? (
        <div class="rs-drop">
          <p>
            <Icon name="open" /> {say('open.drop')}
          </p>
        </div>
      ) : null}
    </>
  );
}

/** A file that was read without trouble is told of in the footer, as is one that is being read. */
const hasNews = ({ kind, problemCount }: OpeningState): boolean =>
  kind === 'cancelled' || kind === 'failed' || (kind === 'done' && problemCount > 0);

function Reading({ state, cancel }: { readonly state: OpeningState; cancel(): void }) {
  const { name, share, count } = state;
  return (
    <section class="rs-opening" aria-label={say('open.label')}>
      <progress class="rs-opening-bar" aria-label={say('open.begun', { name })} value={share} max={1} />
      <span class="rs-opening-text">
        {say('open.reading', { name, n: count, count: formatCount(count), percent: Math.floor(share * 100) })}
      </span>
      <button type="button" class="rs-button" onClick={cancel}>
        {say('open.cancel')}
      </button>
    </section>
  );
}

function Outcome({ state, dismiss }: { readonly state: OpeningState; dismiss(): void }) {
  const shown = useSignal(false);
  const { problems, problemCount, count } = state;
  // One problem of a file of which nothing was read is all there is to say, and is said above.
  const listed = count > 0 || problemCount > 1;
  return (
    <section class="rs-opening rs-opening-over" aria-label={say('open.label')}>
      <div class="rs-opening-line">
        <Icon name="warning" />
        <span class="rs-opening-text">{outcomeText(state)}</span>
        {listed && problemCount > 0 ? (
          <button
            type="button"
            class="rs-button"
            aria-expanded={shown.value}
            onClick={() => {
              shown.value = !shown.value;
            }}
          >
            {say(shown.value ? 'open.hide' : 'open.show')}
          </button>
        ) : null}
        <button
          type="button"
          class="rs-button rs-icon-only"
          title={say('open.dismiss')}
          aria-label={say('open.dismiss')}
          onClick={dismiss}
        >
          <Icon name="close" />
        </button>
      </div>
      {shown.value ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be in reach of the keyboard.
        <section class="rs-opening-problems" aria-label={say('open.problems')} tabIndex={0}>
          <ul>
            {problems.map(({ path, message }, index) => (
              <li key={index}>
                {path ? <b>{path}</b> : null} {message}
              </li>
            ))}
          </ul>
          {problemCount > problems.length ? (
            <p class="rs-quiet">{say('open.more', { count: formatCount(problemCount - problems.length) })}</p>
          ) : null}
        </section>
      ) : null}
    </section>
  );
}

function outcomeText({ kind, name, count, share, message, problems, problemCount }: OpeningState): string {
  const read = formatCount(count);
  if (kind === 'cancelled' && count === 0) return say('open.given', { name });
  if (kind === 'cancelled')
    return say('open.cancelled', { name, percent: Math.floor(share * 100), n: count, count: read });
  if (kind === 'done')
    return say('open.leftOf', { name, n: problemCount, left: formatCount(problemCount), count: read });
  const reason = message || (problems[0]?.message ?? '');
  return say(count > 0 ? 'open.broke' : 'open.failed', { name, reason });
}
