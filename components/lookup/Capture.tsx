// The popup's capture switch, the choice of what it captures, and in words what that shows and what it does not.
import type { CaptureChoice, CaptureState, TabCapture } from '../../lib/stores/tab-capture.ts';
import { say } from '../../lib/words/say.ts';
import { StillCaptured } from '../settings/StillCaptured.tsx';

interface CaptureProps {
  readonly host: string;
  readonly capture: TabCapture;
}

/** Shows whether the choice is granted; asks for it or gives it back. */
export function CaptureSwitch({ host, capture }: CaptureProps) {
  const all = capture.chosen.value.id === 'all';
  return (
    <button
      type="button"
      role="switch"
      class="rs-switch"
      aria-checked={capture.state.value === 'on'}
      aria-label={all ? say('popup.captureAll') : say('popup.captureHost', { host })}
      onClick={() => void capture.toggle()}
    >
      {say('popup.capture')}
    </button>
  );
}

/** Shows what can be captured of the host, and what is at this moment. */
export function WhatToCapture({ host, capture }: CaptureProps) {
  const { choices, chosen, state, stillHeld, problem } = capture;
  return (
    <div class="rs-capture">
      <select
        aria-label={say('popup.what')}
        value={chosen.value.id}
        onChange={({ currentTarget }) => capture.choose(currentTarget.value)}
      >
        {choices.value.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {labelOf(choice, host)}
          </option>
        ))}
      </select>
      <p>
        <b class={`rs-capture-state rs-capture-${state.value}`}>{stateOf(chosen.value, state.value)}</b>{' '}
        <span class="rs-quiet">{meaningOf(capture, host)}</span>
      </p>
      <StillCaptured
        name={host}
        held={stillHeld.value}
        onRevoke={(pattern) => void capture.revoke(pattern)}
      />
      <p class="rs-bad" role="alert">
        {problem}
      </p>
    </div>
  );
}

/** The kinds of choices; that of one provider is named by its id. */
function kindOf({ id }: CaptureChoice): 'site' | 'provider' | 'providers' | 'all' {
  return id === 'site' || id === 'providers' || id === 'all' ? id : 'provider';
}

const labelOf = (choice: CaptureChoice, host: string): string =>
  say(`popup.choice.${kindOf(choice)}`, { host, provider: choice.provider });

function stateOf(choice: CaptureChoice, state: CaptureState): string {
  return say(state === 'part' && kindOf(choice) === 'all' ? 'popup.notAll' : `popup.${state}`);
}

/** What the choice shows and what stays unseen; where more is granted than is chosen, that. */
function meaningOf({ chosen, state, widest }: TabCapture, host: string): string {
  const { id, provider } = chosen.value;
  const isOn = state.value === 'on';
  if (isOn && widest.value && widest.value.id !== id) return moreOf(widest.value);
  return say(`popup.${isOn ? 'sees' : 'wouldSee'}.${kindOf(chosen.value)}`, { host, provider });
}

function moreOf(choice: CaptureChoice): string {
  const kind = kindOf(choice);
  // What is wider than a choice that is granted is more than a site.
  return say(`popup.seesMore.${kind === 'site' ? 'providers' : kind}`, { provider: choice.provider });
}
