// The menu of a row: taking it elsewhere, and saying whose host it came from.
import type { InspectorStore } from '../../lib/stores/inspector-store.ts';
import { say } from '../../lib/words/say.ts';
import { Menu, type MenuPlace } from '../common/Menu.tsx';
import { CopyItems } from './CopyMenu.tsx';
import { HostItems } from './HostMenu.tsx';
import type { RowTools } from './row-tools.ts';

/** Which row a menu belongs to, and where it stands. */
export interface RowMenuAt {
  /** Exchange id. */
  readonly id: string;
  readonly at: MenuPlace;
}

/** What the menu of a row is given. */
export interface RowMenuProps {
  readonly store: InspectorStore;
  readonly tools: RowTools;
  readonly open: RowMenuAt;
  onClose(): void;
}

/** Shows the menu; nothing once its row is gone. */
export function RowMenu({ store, tools, open, onClose }: RowMenuProps) {
  const row = store.rows.value.find(({ exchange }) => exchange.id === open.id);
  if (!row) return null;
  const { hosts, said } = tools;
  const host = hosts?.hostOf(row.exchange.url);
  return (
    <Menu label={say('menu.response')} at={open.at} onClose={onClose}>
      <CopyItems row={row} attempts={store.attemptsOf(row)} tools={tools} onDone={onClose} />
      {hosts && host ? (
        <>
          <hr class="rs-menu-line" />
          <HostItems host={host} hosts={hosts} said={said} onDone={onClose} />
        </>
      ) : null}
    </Menu>
  );
}
