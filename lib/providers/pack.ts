// What a provider pack is: one provider's documents and the rows of its status table.
import type { Policy } from '../retry/policy.ts';

/** A document that rows cite. Dates are ISO `YYYY-MM-DD`, '' when the document bears none. */
export interface PackDocument {
  readonly title: string;
  /** Public address; absent when only a file is known. */
  readonly url?: string;
  /** Name of the file that was read, when there is no public address. */
  readonly file?: string;
  /** The date that the document itself bears, '' when none. */
  readonly updated: string;
  /** When it was read for this pack. */
  readonly retrievedOn: string;
}

/** One row of a provider's status table. */
export interface PackStatus {
  readonly code: number;
  /** The document's own name, exactly (`ServerTimeout`, `Request Time-out`). */
  readonly name: string;
  /** What the code means there, in this project's words, adding nothing. */
  readonly meaning: string;
  /** When the row applies at all ("only when the request carries a timeout parameter"). */
  readonly condition?: string;
  /** How the row is found in its document, defaults to the code; the clause for specifications. */
  readonly row?: string;
  /** Index into `documents`, 0 when absent. */
  readonly document?: number;
  readonly retry: Policy;
}

/** A provider: who it is, where its answers come from, which hosts are its own, what it documents. */
export interface Pack {
  /** Lower-case letters, digits and dashes: `huawei-dis`. */
  readonly id: string;
  /** Short, for a table cell: `Huawei DIS`. */
  readonly name: string;
  /** The full name of the service. */
  readonly title: string;
  /** Date of the pack's facts, `YYYY-MM-DD`. */
  readonly version: string;
  readonly documents: readonly PackDocument[];
  /** Host patterns: labels, `*` for one, a leading `**` for one or more, then an optional path prefix. */
  readonly hosts: readonly string[];
  /** Share of calls that should succeed, 0–1, where the document names one. */
  readonly successTarget?: number;
  /** Advice the document gives without naming codes, in this project's words. */
  readonly generalAdvice?: string;
  readonly statuses: readonly PackStatus[];
}
