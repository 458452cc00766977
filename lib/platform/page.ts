// The extension page that a component tree is mounted on: its root element and its theme.
import { follow, type Theme, theme } from './settings.ts';

/** The element that entry pages mount on. */
export function appRoot(): HTMLElement {
  const root = document.getElementById('app');
  if (!root) throw new Error('The page has no element with the id "app"');
  return root;
}

/**
 * Shows the theme that a person has chosen, now and whenever they choose another; else that of `surroundings`, which
 * tell of their changes to `onSurroundings`, and of the system where those say ''.
 */
export function followTheme(
  surroundings: () => Theme = () => '',
  onSurroundings: (listener: () => void) => void = () => {},
): void {
  let chosen: Theme = '';
  const show = (next: Theme): void => {
    chosen = next;
    setTheme(chosen || surroundings());
  };
  show('');
  follow(theme, show, () => {});
  onSurroundings(() => show(chosen));
}

/** Forces a theme, or follows the system with ''. */
function setTheme(theme: Theme): void {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
