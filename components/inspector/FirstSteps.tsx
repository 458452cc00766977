// What an empty list teaches: how responses get into it, what is not seen yet, and a session to look at.
import { say } from '../../lib/words/say.ts';
import type { InspectorActions } from './Toolbar.tsx';

interface FirstStepsProps {
  /** Whether responses are arriving, or a file is to be opened. */
  readonly live: boolean;
  /** What is captured, one sentence; '' for nothing to say. */
  readonly note: string;
  readonly actions: InspectorActions;
}

/** Shows what to do first. */
export function FirstSteps({ live, note, actions }: FirstStepsProps) {
  const { reload, openFile, sample } = actions;
  return (
    <div class="rs-empty">
      <p>{say(live ? 'first.live' : 'first.closed')}</p>
      <p class="rs-quiet">{note}</p>
      <p class="rs-empty-actions">
        {reload ? (
          <button type="button" class="rs-button" onClick={reload}>
            {say('first.reload')}
          </button>
        ) : null}
        {openFile ? (
          <button type="button" class="rs-button" onClick={openFile}>
            {say('first.open')}
          </button>
        ) : null}
        {sample === undefined ? null : (
          <a class="rs-button" href={sample} target={sample.startsWith('#') ? undefined : '_blank'}>
            {say('first.sample')}
          </a>
        )}
      </p>
    </div>
  );
}
