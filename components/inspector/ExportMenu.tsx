// Taking the session elsewhere as a file: the menu of rows and formats, and how far an export is.
import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { InspectorStore, Row } from '../../lib/stores/inspector-store.ts';
import type { KeptSecrets } from '../../lib/stores/redaction-preview.ts';
import {
  type ExportFormat,
  type ExportScope,
  type ExportTools,
  exportFormats,
  exportScopes,
  rowsOf,
} from '../../lib/stores/session-export.ts';
import { say } from '../../lib/words/say.ts';
import { formatCount } from '../common/format.ts';
import { Menu, MenuItem, type MenuPlace } from '../common/Menu.tsx';
import './export-menu.css';
import { createExportRun, type ExportProgress } from './export-run.ts';
import { RedactionPreview } from './RedactionPreview.tsx';

const run = createExportRun();

/** What the menu is given. */
export interface ExportMenuProps {
  readonly store: InspectorStore;
  readonly tools: ExportTools;
  /** Where it is open; null while it is closed. */
  readonly open: Signal<MenuPlace | null>;
  /** What came of the last thing done. */
  readonly said: Signal<string>;
}

/** Shows the menu while it is open, and the progress of an export while there is one. */
export function ExportMenu({ store, tools, open, said }: ExportMenuProps) {
  const scope = useSignal<ExportScope>('all');
  const kept = useSignal<KeptSecrets>([]);
  const preview = useSignal<Preview | null>(null);
  const progress = run.progress.value;
  if (!open.value && !preview.value && !progress) return null;
  return (
    <section aria-label={say('export.label')}>
      {open.value ? (
        <OpenMenu {...{ store, tools, open, said, scope, kept, preview }} at={open.value} />
      ) : null}
      {preview.value ? (
        <RedactionPreview
          {...preview.value}
          kept={kept}
          onClose={() => {
            preview.value = null;
          }}
        />
      ) : null}
      {progress ? <Progress {...progress} /> : null}
    </section>
  );
}

/** What is shown of that which an export leaves out. */
interface Preview {
  readonly rows: readonly Row[];
  readonly names: readonly string[];
}

interface OpenMenuProps extends ExportMenuProps {
  readonly at: MenuPlace;
  /** The scope that was chosen last. */
  readonly scope: Signal<ExportScope>;
  /** Credentials that stay in the next file. */
  readonly kept: Signal<KeptSecrets>;
  readonly preview: Signal<Preview | null>;
}

function OpenMenu(props: OpenMenuProps) {
  const { store, tools, open, said, at, scope, kept, preview } = props;
  const hasCall = store.selected.value !== null;
  // The call that was chosen may have gone.
  const chosen = scope.value === 'call' && !hasCall ? 'all' : scope.value;
  const rows = rowsOf(chosen, store);
  const close = () => {
    open.value = null;
  };
  const start = (format: ExportFormat) => {
    close();
    void run.start({ format, rows, gaps: store.notices.value, keepSecrets: kept.value }, tools, said);
    kept.value = [];
  };
  const show = async () => {
    close();
    preview.value = { rows, names: await tools.redactedNames() };
  };
  const noRows = rows.length === 0 ? say('export.noRows') : '';
  return (
    <Menu label={say('export.label')} at={at} onClose={close}>
      <Group title={say('export.rows')}>
        {exportScopes.map((one) => (
          <MenuItem
            key={one}
            radio
            checked={one === chosen}
            problem={one === 'call' && !hasCall ? say('export.noRow') : ''}
            onChoose={() => {
              scope.value = one;
            }}
          >
            {say(`export.scope.${one}`, { count: formatCount(rowsOf(one, store).length) })}
          </MenuItem>
        ))}
      </Group>
      <hr class="rs-menu-line" />
      <MenuItem problem={noRows} onChoose={() => void show()}>
        {keptText(kept.value)}
      </MenuItem>
      <hr class="rs-menu-line" />
      <Group title={say('export.as')}>
        {exportFormats.map((format) => (
          <MenuItem key={format} problem={noRows} onChoose={() => start(format)}>
            {say(`export.format.${format}`)}
          </MenuItem>
        ))}
      </Group>
    </Menu>
  );
}

function keptText(kept: KeptSecrets): string {
  if (kept === 'all') return say('export.keepsAll');
  return kept.length > 0 ? say('export.keeps', { n: kept.length }) : say('export.credentials');
}

function Group({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a menu is no fieldset.
    <div class="rs-menu-group" role="group" aria-label={title}>
      <div class="rs-menu-title" aria-hidden="true">
        {title}
      </div>
      {children}
    </div>
  );
}

function Progress({ done, total }: ExportProgress) {
  const text = say('export.running', { done: formatCount(done), total: formatCount(total) });
  return (
    <div class="rs-export">
      <progress max={total} value={done} aria-label={say('export.label')} aria-valuetext={text} />
      <span class="rs-export-text">{text}</span>
      <button type="button" class="rs-button" onClick={run.cancel}>
        {say('export.cancel')}
      </button>
    </div>
  );
}
