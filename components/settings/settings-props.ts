// What the options page is given and what it asks for.
import type { ReadonlySignal } from '@preact/signals';
import type { Retention } from '../../lib/session/log-record.ts';
import type { ProviderList } from '../../lib/stores/provider-list.ts';
import type { Extent } from '../../lib/stores/settings-capture.ts';
import type { HeldOrigin } from '../../lib/stores/site-access.ts';

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

/** What the page shows and what it asks for; patterns of hosts are written as packs write them. */
export interface SettingsProps {
  readonly assignments: ReadonlySignal<readonly HostAssignment[]>;
  readonly providers: readonly ProviderChoice[];
  /** What answers where no provider does. */
  readonly generic: Pick<ProviderChoice, 'id' | 'name'>;
  /** Which providers are used, and in which order. */
  readonly list: ProviderList;
  /** Sites for which capture is allowed. */
  readonly grants: ReadonlySignal<readonly HeldOrigin[]>;
  /** By provider id: how many of its hosts the grants cover. */
  readonly captured: ReadonlySignal<Readonly<Record<string, Extent>>>;
  /** What was given back in vain and the grants that cover it, null when nothing was. */
  readonly stillHeld: ReadonlySignal<{ readonly name: string; readonly held: readonly HeldOrigin[] } | null>;
  /** Why the last request failed, '' when it did not. */
  readonly problem: ReadonlySignal<string>;
  /** Whether capture reads all that the browser can show; null in a browser that needs no asking (Firefox). */
  readonly extraHeaders: ReadonlySignal<boolean> | null;
  readonly retention: ReadonlySignal<Retention>;
  /** Redacted beside the names that are known for credentials. */
  readonly redactedNames: ReadonlySignal<readonly string[]>;
  /** Whether traces are pushed to a collector, and where it is. */
  readonly collector: ReadonlySignal<{ readonly isOn: boolean; readonly url: string }>;
  /** '' follows DevTools or the system. */
  readonly theme: ReadonlySignal<'light' | 'dark' | ''>;
  /** What became of the file that was read last, '' when none was. */
  readonly fileNote: ReadonlySignal<string>;
  onAssign(pattern: string, provider: string): void;
  onUnassign(pattern: string): void;
  /** A host or host pattern; returns what is wrong with it, '' when it was asked for. */
  onGrantSite(text: string): string;
  /** All of a provider's hosts (one dialog of the browser), or every site where `provider` is `all`. */
  onGrant(provider: string): void;
  onGiveBack(provider: string): void;
  /** The pattern of one of `grants`. */
  onRevoke(pattern: string): void;
  onExtraHeaders(on: boolean): void;
  onRetain(retention: Retention): void;
  /** One name a line. */
  onRedact(names: string): void;
  /** Asks the browser where that is needed. */
  onCollector(isOn: boolean, address: string): void;
  onTheme(theme: 'light' | 'dark' | ''): void;
  onExport(): void;
  onImport(): void;
}
