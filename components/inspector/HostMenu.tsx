// "This host is …": whose host a response came from, to be said from any row.
import { useMemo } from 'preact/hooks';
import type { HostDesk } from '../../lib/stores/host-desk.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { say } from '../../lib/words/say.ts';
import { Icon } from '../common/Icon.tsx';
import { MenuItem } from '../common/Menu.tsx';
import { MenuButton } from '../common/MenuButton.tsx';
import type { RowTools } from './row-tools.ts';

interface HostItemsProps {
  readonly host: string;
  readonly hosts: HostDesk;
  readonly said: RowTools['said'];
  onDone(): void;
}

/** A line for each provider, for none, and for leaving it to the packs. */
export function HostItems({ host, hosts, said, onDone }: HostItemsProps) {
  const { chosen, options } = useMemo(() => hosts.choicesFor(host), [host, hosts]);
  const assign = async (id: string) => {
    try {
      said.value = await hosts.assign(host, id);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      said.value = say('menu.assignFailed', { reason });
    }
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a menu is no fieldset.
    <div class="rs-menu-group" role="group" aria-label={say('menu.hostIs', { host })}>
      <div class="rs-menu-title" aria-hidden="true" title={host}>
        {say('menu.hostIsOpen', { host })}
      </div>
      {options.map(({ id, name }) => (
        <MenuItem
          key={id}
          radio
          checked={id === chosen}
          onChoose={() => {
            if (id !== chosen) void assign(id);
            onDone();
          }}
        >
          {name}
        </MenuItem>
      ))}
    </div>
  );
}

interface HostMenuProps {
  readonly row: Row;
  readonly tools: RowTools;
}

/** The provider's name as the button that opens the menu; its name alone where there is nothing to say. */
export function HostMenu({ row: { exchange, annotation }, tools: { hosts, said } }: HostMenuProps) {
  const { name } = annotation.provider;
  const host = hosts?.hostOf(exchange.url);
  if (!hosts || !host) return <span class="rs-tag">{name}</span>;
  return (
    <MenuButton
      label={say('menu.thisHost', { name })}
      class="rs-tag rs-tag-button"
      content={
        <>
          {name} <Icon name="expanded" />
        </>
      }
    >
      {(close) => <HostItems host={host} hosts={hosts} said={said} onDone={close} />}
    </MenuButton>
  );
}
