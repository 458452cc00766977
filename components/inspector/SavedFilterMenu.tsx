// The menu of saved filters: apply one, remove one, save what stands in the box.
import { type Signal, useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { longestName } from '../../lib/session/filter-memory.ts';
import type { SavedFilters } from '../../lib/stores/saved-filters.ts';
import { say } from '../../lib/words/say.ts';
import { Icon } from '../common/Icon.tsx';
import { usePopover } from '../common/use-popover.ts';

interface SavedFilterMenuProps {
  readonly saved: SavedFilters;
  readonly filterText: Signal<string>;
}

/** Shows a button that opens the menu; Escape, or a press or the focus elsewhere, closes it. */
export function SavedFilterMenu({ saved, filterText }: SavedFilterMenuProps) {
  const { open, root, button, onKeyDown, onFocusOut, close } = usePopover();
  const id = useId();
  const isOpen = open.value;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the menu from anywhere inside.
    <div class="rs-saved" ref={root} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        type="button"
        class="rs-button rs-icon-only"
        ref={button}
        title={say('filters.saved')}
        aria-label={say('filters.saved')}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => {
          open.value = !isOpen;
        }}
      >
        <Icon name="saved" />
      </button>
      {isOpen ? <Menu id={id} saved={saved} filterText={filterText} close={close} /> : null}
    </div>
  );
}

interface MenuProps extends SavedFilterMenuProps {
  readonly id: string;
  close(): void;
}

function Menu({ id, saved, filterText, close }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const name = useSignal('');
  const text = filterText.value.trim();
  useLayoutEffect(() => menu.current?.focus(), []);
  return (
    <div
      class="rs-saved-menu"
      id={id}
      role="dialog"
      aria-label={say('filters.saved')}
      tabIndex={-1}
      ref={menu}
    >
      {saved.list.value.length > 0 ? (
        <ul>
          {saved.list.value.map((one) => (
            <li key={one.name}>
              <button
                type="button"
                class="rs-saved-apply"
                aria-current={one.text === text}
                title={one.text}
                onClick={() => {
                  filterText.value = one.text;
                  close();
                }}
              >
                <span class={one.name === one.text ? 'rs-mono' : ''}>{one.name}</span>{' '}
                {one.name === one.text ? null : <span class="rs-mono rs-quiet">{one.text}</span>}
              </button>
              <button
                type="button"
                class="rs-button rs-icon-only"
                title={say('filters.remove')}
                aria-label={say('filters.removeOne', { name: one.name })}
                onClick={() => {
                  saved.remove(one.name);
                  menu.current?.focus();
                }}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p class="rs-quiet">{say('filters.none')}</p>
      )}
      {text === '' ? (
        <p class="rs-quiet">{say('filters.hint')}</p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            saved.save(name.value, text);
            name.value = '';
          }}
        >
          <input
            type="text"
            aria-label={say('filters.name')}
            placeholder={say('filters.nameFor', { text })}
            maxLength={longestName}
            autocomplete="off"
            value={name.value}
            onInput={({ currentTarget }) => {
              name.value = currentTarget.value;
            }}
          />
          <button type="submit" class="rs-button">
            {say('filters.save')}
          </button>
        </form>
      )}
    </div>
  );
}
