// A piece of a curve, to say which one is meant.
import { lookOf } from './curve-looks.ts';

/** Shows colour and dash of a place; decoration beside a name. */
export function Swatch({ place }: { readonly place: number }) {
  const { colour, dash, width } = lookOf(place);
  return (
    <svg class="rs-swatch" width="30" height="8" aria-hidden="true">
      <path
        d="M0 4H30"
        stroke={`var(--${colour})`}
        stroke-width={width}
        stroke-dasharray={dash.length > 0 ? dash.join(' ') : undefined}
      />
    </svg>
  );
}
