// What can be done with any row besides looking at it, and where what came of it is told.
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { HostDesk } from '../../lib/stores/host-desk.ts';

/** Given to the list's rows and to the detail. */
export interface RowTools {
  /** Puts text on the clipboard; rejects where the browser refuses. Must be called straight from a click or key. */
  copyText(text: string): Promise<void>;
  /** Names of credentials that a person added to the known ones. */
  readonly redactedNames: ReadonlySignal<readonly string[]>;
  /** Says whose host is whose; absent where nobody remembers it. */
  readonly hosts: HostDesk | undefined;
  /** What came of the last thing done, one sentence; '' for nothing to say. */
  readonly said: Signal<string>;
}
