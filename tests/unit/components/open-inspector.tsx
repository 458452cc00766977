// The inspector on rows made by hand, with its detail loaded, and the parts of it that tests look at.
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { vi } from 'vitest';
import { Inspector, type InspectorProps } from '../../../components/inspector/Inspector.tsx';
import { loadDetail } from '../../../components/inspector/LazyDetail.tsx';
import { loadExportMenu } from '../../../components/inspector/LazyExportMenu.tsx';
import { loadRowMenu } from '../../../components/inspector/LazyRowMenu.tsx';
import { builtInPacks, genericPack } from '../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../lib/providers/catalogue.ts';
import type { Row } from '../../../lib/stores/inspector-store.ts';
import type { ExportTools, FileSink } from '../../../lib/stores/session-export.ts';
import { answer, createStore, noon } from './sample.ts';
import { all, click, one, show, textOf } from './screen.ts';

/** Shows the inspector 16.1 s after noon. */
export async function open(
  rows: readonly Row[],
  more: Pick<InspectorProps, 'readBody' | 'simulation' | 'savedFilters' | 'hosts' | 'redactedNames'> = {},
) {
  const store = createStore(rows, [answer('memfault', 'Memfault'), answer('rfc', 'RFC 9110')]);
  const now = signal(noon + 16_100);
  const captureNote = signal('Capture is off');
  const saved: SavedFile[] = [];
  const exports: ExportTools = {
    openFile: (name, mimeType) => sinkFor(name, mimeType, saved),
    now: () => noon,
    catalogue: signal(createCatalogue(builtInPacks, genericPack)),
    redactedNames: async () => [],
  };
  const actions = { clear: vi.fn(), exports, copyText: vi.fn(async (_: string) => {}) };
  await show(<Inspector store={store} now={now} actions={actions} captureNote={captureNote} {...more} />);
  await act(async () => void (await Promise.all([loadDetail(), loadRowMenu(), loadExportMenu()])));
  return { store, now, actions, captureNote, saved };
}

/** A file that was saved. */
export interface SavedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly text: string;
}

function sinkFor(name: string, mimeType: string, saved: SavedFile[]): FileSink {
  let text = '';
  return {
    write(part) {
      text += part;
    },
    save: () => void saved.push({ name, mimeType, text }),
  };
}

/** The lines of the list. */
export const rows = () => all('row', undefined, one('grid', 'Responses')).slice(1);

/** The texts of a line's cells: Status, Method, Call, Provider, Advice, Time, Waterfall. */
export const cells = (line: HTMLElement | undefined) =>
  line ? all('gridcell', undefined, line).map(textOf) : [];

/** Opens the detail of a line and shows a tab of it; resolves to the tab's panel. */
export async function showTab(index: number, tab: string): Promise<HTMLElement> {
  await click(rows()[index] ?? document.body);
  await click(one('tab', tab));
  return one('tabpanel');
}
