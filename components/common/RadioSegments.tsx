// A choice of one among a few, side by side.
import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';

interface RadioSegmentsProps<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly label: string }[];
  readonly chosen: Signal<Id>;
}

/** Shows the options as radio buttons that look like segments of a bar. */
export function RadioSegments<Id extends string>({ label, options, chosen }: RadioSegmentsProps<Id>) {
  const name = useId();
  return (
    <div class="rs-segments" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.id} class="rs-segment">
          <input
            type="radio"
            class="rs-hidden"
            name={name}
            checked={chosen.value === option.id}
            onChange={() => {
              chosen.value = option.id;
            }}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
