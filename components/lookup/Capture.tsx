// The popup's capture switch, the choice of what it captures, and in words what that shows and what it does not.
import type { CaptureChoice, CaptureState, TabCapture } from '../../lib/stores/tab-capture.ts';
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
      aria-label={`Capture ${all ? 'all sites' : host}`}
      onClick={() => void capture.toggle()}
    >
      Capture
    </button>
  );
}

/** Shows what can be captured of the host, and what is at this moment. */
export function WhatToCapture({ host, capture }: CaptureProps) {
  const { choices, chosen, state, stillHeld, problem } = capture;
  return (
    <div class="rs-capture">
      <select
        aria-label="What to capture"
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

function labelOf({ id, provider }: CaptureChoice, host: string): string {
  if (id === 'site') return `Only ${host}`;
  if (id === 'all') return 'All sites';
  return `${host} and ${provider || "the providers' hosts"}`;
}

function stateOf({ id }: CaptureChoice, state: CaptureState): string {
  if (state === 'on') return 'Captured.';
  if (state === 'off') return 'Not captured.';
  return id === 'all' ? 'Captured, but not all sites.' : 'Captured in part.';
}

/** What the choice shows and what stays unseen; where more is granted than is chosen, that. */
function meaningOf({ chosen, state, widest }: TabCapture, host: string): string {
  const { id, provider } = chosen.value;
  if (state.value === 'on' && widest.value && widest.value.id !== id) {
    return `Sees more than that: ${grantOf(widest.value)} granted as well.`;
  }
  const sees = state.value === 'on' ? 'Sees' : 'Would see';
  if (id === 'all') return `${sees} every site's responses. Only the browser's own pages stay unseen.`;
  if (id === 'site')
    return `${sees} ${host} itself. Its calls to other hosts, the providers' too, stay unseen.`;
  if (id === 'providers') return `${sees} ${host} and its calls to the providers. Other hosts stay unseen.`;
  return `${sees} ${host} and its calls to ${provider}. Other hosts and providers stay unseen.`;
}

function grantOf({ id, provider }: CaptureChoice): string {
  return id === 'all' ? 'all sites are' : `${provider ? `${provider}'s` : "the providers'"} hosts are`;
}
