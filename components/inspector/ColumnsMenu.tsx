// The menu of the list's columns: what is shown, and ways back.
import { type ColumnId, columnIds } from '../../lib/session/column-layout.ts';
import { say, type Word } from '../../lib/words/say.ts';
import { Icon } from '../common/Icon.tsx';
import { Menu, MenuItem, type MenuPlace } from '../common/Menu.tsx';

interface ColumnsMenuProps {
  /** Where the menu stands; null while it is closed. */
  readonly at: MenuPlace | null;
  readonly columns: readonly ColumnId[];
  onOpen(at: MenuPlace): void;
  onClose(): void;
  onToggle(id: ColumnId): void;
  /** The other things that the menu offers. */
  readonly actions: readonly (readonly [name: Word, act: () => void])[];
}

/** Shows the button at the end of the heads, and its menu while it is open. */
export function ColumnsMenu({ at, columns, onOpen, onClose, onToggle, actions }: ColumnsMenuProps) {
  return (
    <>
      <button
        type="button"
        class="rs-columns-button"
        aria-label={say('columns.label')}
        aria-haspopup="menu"
        aria-expanded={at !== null}
        onClick={({ currentTarget }) => {
          const { right, bottom } = currentTarget.getBoundingClientRect();
          if (at) onClose();
          else onOpen({ x: right, y: bottom });
        }}
        // A press would take the focus out of the menu, close it, and the click would open it again.
        onMouseDown={(event) => event.preventDefault()}
      >
        <Icon name="more" />
      </button>
      {at ? (
        <Menu label={say('columns.label')} at={at} onClose={onClose}>
          {columnIds
            .filter((id) => id !== 'call')
            .map((id) => (
              <MenuItem key={id} checked={columns.includes(id)} onChoose={() => onToggle(id)}>
                {say(`columns.${id}`)}
              </MenuItem>
            ))}
          <hr class="rs-menu-line" />
          {actions.map(([name, act]) => (
            <MenuItem
              key={name}
              onChoose={() => {
                act();
                onClose();
              }}
            >
              {say(name)}
            </MenuItem>
          ))}
        </Menu>
      ) : null}
    </>
  );
}
