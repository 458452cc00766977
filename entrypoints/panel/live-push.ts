// The panel's calls on their way to a collector, while it is open and a person wants it.
import { effect, type ReadonlySignal, type Signal } from '@preact/signals';
import { later, now } from '../../lib/platform/clock.ts';
import { postTraces } from '../../lib/platform/collector.ts';
import type { CollectorChoice } from '../../lib/providers/collector.ts';
import { type CollectorPush, createCollectorPush } from '../../lib/stores/collector-push.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';

/** What switches it on, off or elsewhere; `note` says how it goes, '' while it is off. */
export function createLivePush(
  rows: ReadonlySignal<readonly Row[]>,
  names: ReadonlySignal<readonly string[]>,
  note: Signal<string>,
): (choice: CollectorChoice) => void {
  const tools = { post: postTraces, now, later, random: Math.random };
  let push: CollectorPush | null = null;
  let forget = (): void => {};
  addEventListener('pagehide', () => push?.stop());
  return ({ isOn, url }) => {
    push?.stop();
    forget();
    push = isOn ? createCollectorPush(url, { rows, names: () => names.value }, tools) : null;
    const said = push?.note;
    forget = effect(() => {
      note.value = said?.value ?? '';
    });
  };
}
