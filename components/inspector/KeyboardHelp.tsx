// All keys of the inspector, by the part they work in.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../common/Icon.tsx';
import './keyboard-help.css';

/** One line: what is pressed, alternatives apart, and what it does. */
type KeyLine = readonly [keys: readonly string[], does: string];

const parts: readonly (readonly [name: string, lines: readonly KeyLine[]])[] = [
  [
    'Anywhere',
    [
      [['?'], 'This help'],
      [['Tab', 'Shift+Tab'], 'The next part, the one before'],
      [['Esc'], 'Close what is open: menu, help, completions, then the details'],
    ],
  ],
  [
    'List of responses',
    [
      [['↑', '↓'], 'Another row'],
      [['Page Up', 'Page Down', 'Home', 'End'], 'Further, or all the way'],
      [['Enter', 'Space'], 'Open the details'],
      [['←', '→'], 'Fold the later attempts of a call away, show them; ← on an attempt: its first'],
      [['Menu', 'Shift+F10'], 'The menu of the row: copy it, say whose host it is'],
    ],
  ],
  [
    'Heads of the columns',
    [
      [['←', '→', 'Home', 'End'], 'Another head'],
      [['Enter'], 'Sort: up, down, as they came'],
      [['↓'], 'Into the rows'],
      [['Menu', 'Shift+F10'], 'Which columns are shown'],
      [['←', '→', 'Home', 'Delete'], 'After Tab, the width of its column: less, more, least, as usual'],
    ],
  ],
  [
    'Filter',
    [
      [['↓', 'Ctrl+Space'], 'Show completions, or the next one'],
      [['Enter', 'Tab'], 'Take a completion'],
      [['Esc'], 'Close them; once more, clear the filter'],
    ],
  ],
  [
    'Overview',
    [
      [['←', '→'], 'Move the range of time, or make one'],
      [['Shift+←', 'Shift+→'], 'Make it shorter, longer'],
      [['+', '−'], 'Zoom'],
      [['Home', 'Esc'], 'The whole session'],
    ],
  ],
  [
    'Details',
    [
      [['←', '→', 'Home', 'End'], 'Another tab'],
      [['↑', '↓', '←', '→', 'Home', 'End'], 'On the bar beside them: their size'],
      [['Enter', 'Shift+Enter'], 'Looking in a body: the next match, the one before'],
      [['←', '→', 'Home', 'End'], 'On a plot: the figures of another point'],
    ],
  ],
  [
    'Menus',
    [
      [['↑', '↓', 'Home', 'End'], 'Another line; a letter leads to the next line that begins with it'],
      [['Enter', 'Space'], 'Choose'],
    ],
  ],
];

/** Shows the keys over everything else; whoever had the focus gets it back. */
export function KeyboardHelp({ onClose }: { onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  // Closing is what gives the focus back; the dialog says so itself when it has closed.
  const close = () => dialog.current?.close();
  return (
    <dialog
      class="rs-help"
      aria-label="Keyboard help"
      ref={dialog}
      onClose={onClose}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) close();
      }}
      onKeyDown={(event) => {
        // No key leads anywhere else; Escape would close the details as well, and open the drawer of DevTools.
        event.stopPropagation();
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <div class="rs-help-all">
        <div class="rs-help-head">
          <h2>Keyboard help</h2>
          <button
            type="button"
            class="rs-button rs-icon-only"
            aria-label="Close help"
            title="Close (Esc)"
            onClick={close}
          >
            <Icon name="close" />
          </button>
        </div>
        <div class="rs-help-parts">
          {parts.map(([name, lines]) => (
            <section key={name} aria-label={name}>
              <h3 class="rs-heading">{name}</h3>
              <dl class="rs-help-keys">
                {lines.map(([keys, does]) => (
                  <div key={does}>
                    <dt>
                      {keys.map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
    </dialog>
  );
}
