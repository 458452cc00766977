// The extension page that a component tree is mounted on: its root element and its theme.

/** The element that entry pages mount on. */
export function appRoot(): HTMLElement {
  const root = document.getElementById('app');
  if (!root) throw new Error('The page has no element with the id "app"');
  return root;
}

/** Forces a theme, or follows the system with ''. */
export function setTheme(theme: 'dark' | 'light' | ''): void {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
