// What is known of a client's retries: its defaults as plain data, and which failures it retries.
import type { Jitter } from '../simulation/jitter.ts';

/** How a client treats Retry-After. */
export interface HeaderHandling {
  /**
   * `instead`: waits for it in place of its own wait, `seconds` at most. `floor`: never waits less, adding
   * `seconds` at most. `ignored`; `by-config`: off until someone configures it.
   */
  readonly handling: 'instead' | 'floor' | 'ignored' | 'by-config';
  /** Where it is read; at every status when absent. */
  readonly statuses?: readonly number[];
  readonly seconds?: number;
}

/** A client with its default options. Seconds throughout. */
export interface ClientPreset {
  /** Short and stable. */
  readonly id: string;
  readonly name: string;
  /** The release the defaults are those of; null where documentation without a release was read. */
  readonly version: string | null;
  readonly source: string;
  /** Before retry 1, 2, …; as many as it retries. */
  readonly waits: readonly number[];
  /** After a 429, where that differs. */
  readonly throttledWaits?: readonly number[];
  readonly jitter: Jitter;
  /** The longest wait of its own; null without one. The waits are within it. */
  readonly capSeconds: number | null;
  /** The shortest wait, jitter or not. */
  readonly floorSeconds?: number;
  /** null where configuration says. */
  readonly statuses: readonly (number | '5xx')[] | null;
  readonly exceptStatuses?: readonly number[];
  /** Retried only when Retry-After was sent. */
  readonly statusesWithHeader?: readonly number[];
  /** Whether it sends a POST (or a PATCH) again by itself. */
  readonly post: 'yes' | 'no' | 'with-key' | 'by-config';
  readonly retryAfter: HeaderHandling;
  /** What a person should know, one sentence each. */
  readonly notes?: readonly string[];
}

/** True where the client sends an idempotent request again after this status. */
export function retries(preset: ClientPreset, status: number, hasRetryAfter: boolean): boolean {
  if (preset.statusesWithHeader?.includes(status)) return hasRetryAfter;
  if (preset.exceptStatuses?.includes(status)) return false;
  if (preset.statuses === null) return true;
  return preset.statuses.some((one) => (one === '5xx' ? status >= 500 && status <= 599 : one === status));
}
