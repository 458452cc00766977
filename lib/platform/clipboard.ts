// How a page of the extension puts text on the clipboard, also inside DevTools.

/**
 * Copies text; to be called straight from a click or a key, without waiting for anything first. Rejects where the
 * browser refuses.
 */
export async function copyToClipboard(text: string): Promise<void> {
  // First, because it also works where DevTools keeps the Clipboard API from the pages of its panels.
  if (copyByCommand(text)) return;
  await navigator.clipboard.writeText(text);
}

/** The older command, given the text instead of a selection; false where the browser does not take it. */
function copyByCommand(text: string): boolean {
  let given = false;
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    // Else the selection of the page would be copied.
    event.preventDefault();
    event.stopImmediatePropagation();
    given = event.clipboardData !== null;
  };
  document.addEventListener('copy', give, { capture: true });
  try {
    return document.execCommand('copy') && given;
  } finally {
    document.removeEventListener('copy', give, { capture: true });
  }
}
