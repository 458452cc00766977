// The parts of HAR 1.2 that this project writes (http://www.softwareishard.com/blog/har-12-spec/), with its own `_` fields.
import type {
  CaptureSource,
  Exchange,
  ExchangeState,
  Gap,
  Header,
  Match,
  Timings,
} from '../http/exchange.ts';
import type { Evidence } from '../retry/calls.ts';
import type { FindingId, Severity } from '../retry/finding.ts';
import type { Decision, Stage } from '../retry/policy.ts';
import type { KeptSecrets, RedactionReport } from './redact.ts';

export interface Har {
  readonly log: HarLog;
}

export interface HarLog {
  readonly version: '1.2';
  readonly creator: HarProduct;
  readonly browser?: HarProduct;
  readonly pages: readonly [];
  readonly entries: readonly HarEntry[];
  readonly _retryscope: HarLogExtension;
}

/** A program, by name and version. */
export interface HarProduct {
  readonly name: string;
  readonly version: string;
}

/** What the whole log rests on, and what it lacks. */
export interface HarLogExtension {
  readonly version: string;
  readonly exportedAt: string;
  readonly packs: readonly { readonly id: string; readonly version: string }[];
  readonly statistics: HarStatistics;
  readonly redaction: HarRedaction;
  /** One sentence for each gap in the capture. */
  readonly gaps: readonly string[];
}

/** What was done about credentials. */
export interface HarRedaction {
  /** False where all was kept. */
  readonly applied: boolean;
  /** The fields that a person wanted kept, where there are any. */
  readonly kept?: KeptSecrets;
  readonly report: RedactionReport;
}

export interface HarStatistics {
  /** Entries that got a status. */
  readonly responses: number;
  readonly calls: number;
  /** Entries that failed or got a status from 400 up. */
  readonly failed: number;
  /** Entries with at least one violation. */
  readonly violations: number;
}

export interface HarEntry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: HarRequest;
  readonly response: HarResponse;
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: Timings;
  readonly serverIPAddress?: string;
  readonly _resourceType?: string;
  readonly _fromCache?: true;
  readonly _state?: 'pending';
  readonly _annotation: HarAnnotation;
  readonly _retryscope: HarEntryExtension;
}

export interface HarRequest {
  readonly method: string;
  readonly url: string;
  readonly httpVersion: string;
  readonly cookies: readonly [];
  readonly headers: readonly Header[];
  readonly queryString: readonly Header[];
  readonly headersSize: number;
  readonly bodySize: number;
}

export interface HarResponse {
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly cookies: readonly [];
  readonly headers: readonly Header[];
  readonly content: { readonly size: number; readonly mimeType: string };
  readonly redirectURL: string;
  readonly headersSize: number;
  readonly bodySize: number;
  /** Chrome's place for the browser's own error text. */
  readonly _error?: string;
}

/** What Retryscope says about one entry. Waits and instants are seconds; instants count from the response. */
export interface HarAnnotation {
  readonly provider: { readonly id: string; readonly name: string; readonly packVersion: string };
  readonly status: { readonly code: number; readonly name: string; readonly meaning: string };
  readonly advice: HarAdvice;
  readonly source: {
    readonly document: string;
    readonly row: string;
    readonly url: string;
    readonly retrievedOn: string;
  };
  readonly call: {
    readonly id: string;
    readonly attempt: number;
    readonly evidence: Evidence;
    readonly confidence: number;
  };
  readonly findings: readonly {
    readonly id: FindingId;
    readonly severity: Severity;
    readonly message: string;
  }[];
}

export interface HarAdvice {
  readonly decision: Decision;
  readonly stage: Stage;
  readonly summary: string;
  readonly waits: readonly number[];
  readonly instants: readonly number[];
  readonly maxRetries: number | null;
  readonly windowSeconds: number | null;
  /** Earliest permitted retry, ISO 8601; null when there is none. */
  readonly notBefore: string | null;
  readonly escalate: 'contact' | '';
  /** All cautions, joined by spaces; '' when there are none. */
  readonly caution: string;
}

/** The fields of an exchange that HAR has no place for; the optional ones where HAR's own place is too narrow. */
export interface HarEntryExtension {
  readonly id: string;
  readonly tabId: number;
  readonly initiator: string;
  readonly state: ExchangeState;
  readonly source: CaptureSource;
  readonly match: Match;
  readonly requestBodyHash: string;
  readonly responseStart: number;
  /** Where both webRequest and DevTools saw it. */
  readonly twinId?: string;
  /** Where something is known to be missing. */
  readonly gap?: Gap;
  /** Where a service worker answered or sent it. */
  readonly serviceWorker?: Exchange['serviceWorker'];
  /** Epoch ms, where it has fractions of a millisecond. */
  readonly startedDateTime?: number;
  /** −1, where the end is unknown. */
  readonly time?: -1;
  /** Where the address is no IP address. */
  readonly serverIPAddress?: string;
  /** Where `timings` was made up from `time` and `responseStart`. */
  readonly timings?: 'derived';
}
