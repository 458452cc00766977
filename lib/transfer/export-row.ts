// What an export is made of: rows, and what the file says about itself.
import type { Annotation } from '../annotate/annotation.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Attempt } from '../retry/calls.ts';
import type { Finding } from '../retry/finding.ts';
import type { HarProduct } from './har.ts';

/** One exchange with everything that is said about it. */
export interface ExportRow {
  readonly exchange: Exchange;
  readonly annotation: Annotation;
  readonly attempt: Attempt;
  readonly findings: readonly Finding[];
}

/** What an export says about itself. */
export interface ExportMeta {
  /** Retryscope's version. */
  readonly version: string;
  readonly packs: readonly { readonly id: string; readonly version: string }[];
  /** Epoch ms. */
  readonly exportedAt: number;
  readonly gaps: readonly string[];
  readonly browser?: HarProduct;
}

/** The packs by id and version alone. */
export const packsOf = ({ packs }: ExportMeta): ExportMeta['packs'] =>
  packs.map(({ id, version }) => ({ id, version }));
