// What an export of rows would leave out, worked out a few rows at a time.
import type { InParts } from '../session/in-parts.ts';
import { redactAlso, rulesInForce } from '../transfer/redact-rules.ts';
import { createRedactionPreview, type RemovedField } from '../transfer/redaction-preview.ts';
import type { Row } from './inspector-store.ts';

export type { KeptSecrets } from '../transfer/redact.ts';
export type { RemovedField } from '../transfer/redaction-preview.ts';

/** So many rows at a time; one takes some tens of microseconds. */
const ROWS_AT_ONCE = 16;

/** The work in parts; `names` are those that a person added to the known ones. */
export function* removedFields(rows: readonly Row[], names: readonly string[]): InParts<RemovedField[]> {
  const preview = createRedactionPreview();
  let rules: unknown;
  for (const [at, { exchange }] of rows.entries()) {
    if (rules !== rulesInForce()) {
      redactAlso(names);
      rules = rulesInForce();
    }
    preview.add(exchange);
    // Meanwhile somebody else may set other names.
    if (at % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) yield;
  }
  return preview.list();
}
