// Taking a response elsewhere as text: the lines of a menu, and the button of the detail that opens them.
import { useMemo } from 'preact/hooks';
import { type CopyForm, copiedText, copyForms, copyLabel, copyTexts } from '../../lib/stores/copy-forms.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { say } from '../../lib/words/say.ts';
import { Icon } from '../common/Icon.tsx';
import { MenuItem } from '../common/Menu.tsx';
import { MenuButton } from '../common/MenuButton.tsx';
import type { RowTools } from './row-tools.ts';

interface CopyProps {
  readonly row: Row;
  /** All of the row's call. */
  readonly attempts: readonly Row[];
  readonly tools: RowTools;
}

/** A line for each form; one that this response has no text in says why. */
export function CopyItems({ row, attempts, tools, onDone }: CopyProps & { onDone(): void }) {
  const names = tools.redactedNames.value;
  const texts = useMemo(() => copyTexts(row, attempts, names), [row, attempts, names]);
  return (
    <>
      {copyForms.map((form, index) => {
        const text = texts[index] ?? null;
        return (
          <MenuItem
            key={form.name}
            problem={text === null ? say('menu.notAgain') : ''}
            onChoose={() => {
              if (text !== null) void copy(form, text, tools);
              onDone();
            }}
          >
            {copyLabel(form)}
          </MenuItem>
        );
      })}
    </>
  );
}

/** The button "Copy" with its menu. */
export function CopyMenu(props: CopyProps) {
  return (
    <MenuButton
      label={say('menu.copy')}
      class="rs-button"
      content={
        <>
          {say('menu.copy')} <Icon name="expanded" />
        </>
      }
    >
      {(close) => <CopyItems {...props} onDone={close} />}
    </MenuButton>
  );
}

async function copy(form: CopyForm, text: string, { copyText, said }: RowTools): Promise<void> {
  said.value = '';
  try {
    await copyText(text);
    said.value = copiedText(form, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    said.value = say('menu.copyFailed', { reason });
  }
}
