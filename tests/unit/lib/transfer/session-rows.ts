// A small session for exports: a call that was repeated too early and then succeeded, and one that succeeded at once.
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import type { Row } from '../../../../lib/session/row.ts';
import { buildRows } from '../../../../lib/session/rows.ts';
import { drawCallOf, drawnAt } from '../../../fixtures/draw-call.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';

const memfault = drawCallOf({ url: 'https://api.memfault.com/api/v0/issues' });
const catalogue = createCatalogue(builtInPacks, genericPack);

/** `429 (Retry-After: 30)`, after 2 s a 503, after 64 s a 200; beside it a 200 elsewhere. */
export const sessionRows = (): readonly Row[] =>
  buildRows(
    [
      ...memfault`429(30) --2s-- 503 --64s-- 200`,
      exchangeOf(200, 'https://api.memfault.com/api/v0/other', { at: drawnAt + 120_000 }),
    ],
    catalogue,
  );
