// All keys of the inspector, by the part they work in.
import { say, type Word } from '../../lib/words/say.ts';
import { Dialog } from '../common/Dialog.tsx';
import './keyboard-help.css';

/** One line: what is pressed, alternatives apart, and what it does. */
type KeyLine = readonly [keys: readonly string[], does: Word];

const parts: readonly (readonly [title: Word, lines: readonly KeyLine[]])[] = [
  [
    'help.any.title',
    [
      [['?'], 'help.any.help'],
      [['Tab', 'Shift+Tab'], 'help.any.part'],
      [['Esc'], 'help.any.close'],
    ],
  ],
  [
    'help.list.title',
    [
      [['↑', '↓'], 'help.list.row'],
      [['Page Up', 'Page Down', 'Home', 'End'], 'help.list.far'],
      [['Enter', 'Space'], 'help.list.open'],
      [['←', '→'], 'help.list.fold'],
      [['Menu', 'Shift+F10'], 'help.list.menu'],
    ],
  ],
  [
    'help.heads.title',
    [
      [['←', '→', 'Home', 'End'], 'help.heads.head'],
      [['Enter'], 'help.heads.sort'],
      [['↓'], 'help.heads.rows'],
      [['Menu', 'Shift+F10'], 'help.heads.shown'],
      [['←', '→', 'Home', 'Delete'], 'help.heads.width'],
    ],
  ],
  [
    'help.filter.title',
    [
      [['↓', 'Ctrl+Space'], 'help.filter.show'],
      [['Enter', 'Tab'], 'help.filter.take'],
      [['Esc'], 'help.filter.clear'],
    ],
  ],
  [
    'help.overview.title',
    [
      [['←', '→'], 'help.overview.move'],
      [['Shift+←', 'Shift+→'], 'help.overview.resize'],
      [['+', '−'], 'help.overview.zoom'],
      [['Home', 'Esc'], 'help.overview.all'],
    ],
  ],
  [
    'help.details.title',
    [
      [['←', '→', 'Home', 'End'], 'help.details.tab'],
      [['↑', '↓', '←', '→', 'Home', 'End'], 'help.details.size'],
      [['Enter', 'Shift+Enter'], 'help.details.match'],
      [['←', '→', 'Home', 'End'], 'help.details.plot'],
    ],
  ],
  [
    'help.menus.title',
    [
      [['↑', '↓', 'Home', 'End'], 'help.menus.line'],
      [['Enter', 'Space'], 'help.menus.choose'],
    ],
  ],
];

/** A key as it is called: most are called what stands on them, which is the same everywhere. */
const keyText = (key: string): string =>
  key.replace('Space', say('help.space')).replace('Menu', say('help.menuKey'));

/** Shows the keys over everything else; whoever had the focus gets it back. */
export function KeyboardHelp({ onClose }: { onClose(): void }) {
  return (
    <Dialog
      label={say('help.label')}
      close={say('help.close')}
      closeKey={say('help.closeKey')}
      onClose={onClose}
    >
      <div class="rs-help-parts">
        {parts.map(([title, lines]) => (
          <section key={title} aria-label={say(title)}>
            <h3 class="rs-heading">{say(title)}</h3>
            <dl class="rs-help-keys">
              {lines.map(([keys, does]) => (
                <div key={does}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{keyText(key)}</kbd>
                    ))}
                  </dt>
                  <dd>{say(does)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
