// What the options page is given and what it asks for.
import type { ReadonlySignal } from '@preact/signals';

/** A person's own word on whose host this is. */
export interface HostAssignment {
  readonly pattern: string;
  readonly provider: string;
}

/** A provider that can be chosen. */
export interface ProviderChoice {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly hosts: readonly string[];
}

/** What the page shows and what it asks for; assignments are host patterns, as packs have them. */
export interface SettingsProps {
  readonly assignments: ReadonlySignal<readonly HostAssignment[]>;
  readonly providers: readonly ProviderChoice[];
  /** Sites for which capture is allowed, as the browser words them. */
  readonly grants: ReadonlySignal<readonly string[]>;
  /** Why the last request failed, '' when it did not. */
  readonly problem: ReadonlySignal<string>;
  onAssign(pattern: string, provider: string): void;
  onUnassign(pattern: string): void;
  /** A provider's id for all its hosts at once (one dialog of the browser), `*` for every site. */
  onGrant(what: string): void;
  /** One of `grants`. */
  onRevoke(pattern: string): void;
}
