// The file that a session leaves the inspector as: an annotated, redacted HAR.
import type { Catalogue } from '../providers/catalogue.ts';
import { exportHar } from '../transfer/har-export.ts';
import { redactAlso } from '../transfer/redact-rules.ts';
import { version } from '../version.ts';
import type { InspectorStore } from './inspector-store.ts';

/**
 * Name and text of the HAR of every row in the session; `exportedAt` epoch ms. Redacted again, since a file that was
 * opened may hold credentials: `names` are those that a person added to the known ones.
 */
export function sessionHar(
  store: InspectorStore,
  catalogue: Catalogue,
  exportedAt: number,
  names: readonly string[],
): { name: string; text: string } {
  redactAlso(names);
  const har = exportHar(store.rows.value, {
    version,
    packs: [...catalogue.providers, catalogue.generic].map(({ pack }) => ({
      id: pack.id,
      version: pack.version,
    })),
    exportedAt,
    gaps: store.notices.value,
  });
  const stamp = new Date(exportedAt).toISOString().slice(0, 19).replaceAll(':', '-');
  return { name: `retryscope-${stamp}.har`, text: JSON.stringify(har, null, 2) };
}
