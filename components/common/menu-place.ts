// Where a menu opens that belongs to a button.
import type { MenuPlace } from './Menu.tsx';

/** Under the button, or over it where there is no room; the button gets the focus, which comes back to it. */
export function placeUnder(button: HTMLElement): MenuPlace {
  // Not every system gives a button that is clicked the focus.
  button.focus();
  const { left, top, bottom } = button.getBoundingClientRect();
  return { x: left, y: bottom + 2, above: top - 2 };
}
