// Who is compared, and the legend of the plots in one.
import type { Signal } from '@preact/signals';
import type { Candidate } from '../../../lib/stores/simulation-candidates.ts';
import { say } from '../../../lib/words/say.ts';
import { curveLooks } from './curve-looks.ts';
import { type Picks, pickedOf, togglePick } from './picks.ts';
import { Swatch } from './Swatch.tsx';

interface PickerProps {
  readonly candidates: readonly Candidate[];
  readonly picks: Signal<Picks>;
}

/** Shows a checkbox for each way to retry; those picked beside a piece of their curve. */
export function Picker({ candidates, picks }: PickerProps) {
  const picked = pickedOf(picks.value, candidates);
  const isFull = picked.length >= curveLooks.length;
  return (
    <fieldset class="rs-picker">
      <legend>
        {say('sim.who')}
        {isFull && candidates.length > picked.length ? (
          <span class="rs-quiet"> · {say('sim.most', { max: curveLooks.length })}</span>
        ) : null}
      </legend>
      {candidates.map(({ id, name, source }) => {
        const place = picked.find(({ candidate }) => candidate.id === id)?.place;
        return (
          <label key={id} title={source} class={place === undefined ? 'rs-quiet' : ''}>
            <input
              type="checkbox"
              checked={place !== undefined}
              disabled={place === undefined && isFull}
              onChange={() => {
                picks.value = togglePick(picks.value, id, candidates);
              }}
            />
            {place === undefined ? null : <Swatch place={place} />}
            {name}
          </label>
        );
      })}
    </fieldset>
  );
}
