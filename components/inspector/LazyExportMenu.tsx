// The place of the menu of exports while the menu itself is loaded.
import { say } from '../../lib/words/say.ts';
import { createLazy, useLoadedSoon } from '../common/lazy.ts';
import type { ExportMenuProps } from './ExportMenu.tsx';

const lazyExportMenu = createLazy(async () => (await import('./ExportMenu.tsx')).ExportMenu);

/** Loads the menu; resolves when it is there, or has failed. */
export const loadExportMenu = lazyExportMenu.load;

/** Shows the menu while it is open, and exports under way. */
export function LazyExportMenu(props: ExportMenuProps) {
  const { open, said } = props;
  useLoadedSoon(loadExportMenu, open.value !== null, (reason) => {
    open.value = null;
    said.value = say('export.notLoaded', { reason });
  });
  const loaded = lazyExportMenu.state.value;
  if (loaded.kind !== 'ready') return null;
  const ExportMenu = loaded.value;
  return <ExportMenu {...props} />;
}
