// The place of the menu of exports while the menu itself is loaded.
import { useEffect } from 'preact/hooks';
import { say } from '../../lib/words/say.ts';
import { createLazy } from '../common/lazy.ts';
import type { ExportMenuProps } from './ExportMenu.tsx';

const lazyExportMenu = createLazy(async () => (await import('./ExportMenu.tsx')).ExportMenu);

/** Loads the menu; resolves when it is there, or has failed. */
export const loadExportMenu = lazyExportMenu.load;

/**
 * Shows the menu while it is open, and exports under way. It is loaded as soon as the first view has been painted, so that
 * it opens at once, and stays there when the browser replaces the extension under an open panel.
 */
export function LazyExportMenu(props: ExportMenuProps) {
  const { open, said } = props;
  const isOpen = open.value !== null;
  useEffect(() => {
    loadExportMenu().then((loaded) => {
      if (loaded.kind !== 'failed' || !isOpen) return;
      open.value = null;
      said.value = say('export.notLoaded', { reason: loaded.reason });
    });
  }, [isOpen, open, said]);
  const loaded = lazyExportMenu.state.value;
  if (loaded.kind !== 'ready') return null;
  const ExportMenu = loaded.value;
  return <ExportMenu {...props} />;
}
