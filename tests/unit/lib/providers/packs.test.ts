// The packs against the independent table of what the documents say.
import { describe, expect, it } from 'vitest';
import type { Pack, PackStatus } from '../../../../lib/providers/pack.ts';
import genericJson from '../../../../lib/providers/packs/generic.json' with { type: 'json' };
import cloudJson from '../../../../lib/providers/packs/huawei-cloud.json' with { type: 'json' };
import disJson from '../../../../lib/providers/packs/huawei-dis.json' with { type: 'json' };
import gesJson from '../../../../lib/providers/packs/huawei-ges.json' with { type: 'json' };
import oceJson from '../../../../lib/providers/packs/huawei-oce.json' with { type: 'json' };
import memfaultJson from '../../../../lib/providers/packs/memfault.json' with { type: 'json' };
import { allowsRetry, type Decision, type RetryAfterRole } from '../../../../lib/retry/policy.ts';
import {
  type DocumentedRow,
  documentDates,
  documentedRows,
  genericRows,
  providerHosts,
  rowCounts,
} from '../../../fixtures/documents.ts';

const oce = oceJson as Pack;
const memfault = memfaultJson as Pack;
const ges = gesJson as Pack;
const cloud = cloudJson as Pack;
const dis = disJson as Pack;
const generic = genericJson as Pack;

const providers: Readonly<Record<string, Pack>> = {
  'huawei-oce': oce,
  memfault,
  'huawei-ges': ges,
  'huawei-cloud': cloud,
  'huawei-dis': dis,
};
const packs = Object.entries({ ...providers, generic });

const codes = (pack: Pack): number[] => pack.statuses.map((status) => status.code);

function rowOf(pack: Pack, code: number): PackStatus {
  const row = pack.statuses.find((status) => status.code === code);
  if (!row) throw new Error(`${pack.id} has no ${code}`);
  return row;
}

/** The role of Retry-After, with the default that the policy's documentation names. */
function role(decision: Decision, given: RetryAfterRole | undefined): RetryAfterRole {
  if (given) return given;
  if (decision === 'after-header') return 'required';
  return allowsRetry(decision) ? 'minimum' : 'hint';
}

function factsOfPack({ code, name, condition, retry }: PackStatus) {
  return {
    code,
    name,
    decision: retry.decision,
    stage: retry.stage,
    maxRetries: retry.maxRetries,
    windowSeconds: retry.windowSeconds,
    intervalSeconds: retry.intervalSeconds,
    backoff: retry.backoff && {
      initialSeconds: retry.backoff.initialSeconds,
      factor: retry.backoff.factor,
    },
    retryAfter: role(retry.decision, retry.retryAfter),
    withoutHeader: retry.withoutHeader,
    readings: retry.readings?.map(({ id, maxRetries }) => [id, maxRetries]),
    escalate: retry.escalate,
    condition: condition !== undefined,
  };
}

function factsOfDocument(row: DocumentedRow) {
  return {
    code: row.code,
    name: row.name,
    decision: row.decision,
    stage: row.stage,
    maxRetries: row.maxRetries,
    windowSeconds: row.windowSeconds,
    intervalSeconds: row.intervalSeconds,
    backoff: row.backoff,
    retryAfter: role(row.decision, row.retryAfter),
    withoutHeader: row.withoutHeader,
    readings: row.readings,
    escalate: row.escalate,
    condition: row.condition === true,
  };
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/;

describe.each(packs)('pack %s', (id, pack) => {
  it('is called by its id', () => {
    expect(pack.id).toBe(id);
    expect(pack.name).not.toBe('');
    expect(pack.title).not.toBe('');
    expect(pack.version).toMatch(isoDate);
  });

  it('claims the hosts of its provider', () => {
    expect([...pack.hosts].sort()).toEqual([...(providerHosts[id] ?? [])].sort());
  });

  it('lists each code once, in ascending order', () => {
    const ascending = [...new Set(codes(pack))].sort((a, b) => a - b);
    expect(codes(pack)).toEqual(ascending);
  });

  it('explains every row in at most 140 characters', () => {
    for (const { code, meaning, condition } of pack.statuses) {
      expect(meaning.trim(), `${id} ${code}`).not.toBe('');
      expect(meaning.length, `${id} ${code}: ${meaning}`).toBeLessThanOrEqual(140);
      expect(condition?.trim(), `${id} ${code}: condition`).not.toBe('');
    }
  });

  it('cites documents that can be found', () => {
    expect(pack.documents.length).toBeGreaterThan(0);
    for (const document of pack.documents) {
      expect(document.title).not.toBe('');
      expect(document.url ?? document.file ?? '', document.title).not.toBe('');
      expect(document.retrievedOn, document.title).toMatch(isoDate);
      expect(document.updated, document.title).toMatch(/^(\d{4}-\d{2}-\d{2})?$/);
    }
    for (const { code, document = 0 } of pack.statuses) {
      expect(pack.documents[document], `${id} ${code}: document ${document}`).toBeDefined();
    }
  });
});

describe.each(Object.entries(providers))('provider %s', (id, pack) => {
  const rows = documentedRows.filter((row) => row.provider === id);

  it('has the codes of its document, no more and no fewer', () => {
    expect(rows).toHaveLength(rowCounts[id] ?? 0);
    expect(codes(pack)).toEqual(rows.map((row) => row.code));
  });

  it('bears the date of its document', () => {
    expect(pack.documents[0]?.updated).toBe(documentDates[id]);
  });

  it.each(rows.map((row) => [row.code, row.name, row] as const))('%i %s', (code, _name, row) => {
    expect(factsOfPack(rowOf(pack, code)), `${id} ${code}`).toEqual(factsOfDocument(row));
  });

  it('agrees with the generic pack where it leaves the advice to it', () => {
    for (const { code, retry } of pack.statuses) {
      const general = generic.statuses.find((status) => status.code === code);
      if (retry.stage !== 'generic' || !general) continue;
      expect(retry.decision, `${id} ${code}`).toBe(general.retry.decision);
    }
  });
});

describe('the generic pack', () => {
  it.each(genericRows.map((row) => [row.code, row.name, row] as const))('%i %s', (code, name, expected) => {
    const row = rowOf(generic, code);
    const { decision, stage, withoutHeader } = row.retry;
    expect({ name: row.name, decision, stage, withoutHeader }, `generic ${code}`).toEqual({
      name,
      decision: expected.decision,
      stage: 'generic',
      withoutHeader: expected.decision === 'after-header' ? 'not-stated' : undefined,
    });
    if (!expected.clause) return;
    const [rfc, section] = expected.clause;
    const cited = `${generic.documents[row.document ?? 0]?.title ?? ''} ${row.row ?? ''}`;
    expect(cited, `generic ${code}`).toMatch(new RegExp(`\\bRFC ?${rfc}\\b`));
    const exactly = new RegExp(`(?<![\\d.])${section.replaceAll('.', '\\.')}(?!\\.?\\d)`);
    expect(row.row ?? '', `generic ${code}`).toMatch(exactly);
  });

  it('gives advice of its own for no other code', () => {
    const known = new Set(genericRows.map((row) => row.code));
    for (const { code, retry } of generic.statuses.filter((status) => !known.has(status.code))) {
      expect(retry, `generic ${code}`).toMatchObject({
        decision: code < 400 ? 'not-applicable' : 'not-stated',
        stage: 'generic',
      });
    }
  });
});

describe('what is odd in the documents', () => {
  it('has 160 rows in all', () => {
    expect(documentedRows).toHaveLength(160);
    expect(Object.values(providers).flatMap(codes)).toHaveLength(160);
  });

  it('huawei-ges has no 200', () => {
    expect(codes(ges)).not.toContain(200);
    expect(codes(ges)).toContain(201);
  });

  it("huawei-cloud lacks 22 of huawei-oce's codes and adds none", () => {
    const short = new Set(codes(cloud));
    const long = new Set(codes(oce));
    expect([...long].filter((code) => !short.has(code))).toHaveLength(22);
    expect([...short].filter((code) => !long.has(code))).toEqual([]);
  });

  it('441 belongs to huawei-dis alone', () => {
    expect(packs.filter(([, pack]) => codes(pack).includes(441)).map(([id]) => id)).toEqual(['huawei-dis']);
    expect(rowOf(dis, 441).retry).toMatchObject({ decision: 'not-stated', stage: 'generic' });
  });

  it('memfault documents neither 404 nor 408', () => {
    expect(codes(memfault)).not.toContain(404);
    expect(codes(memfault)).not.toContain(408);
  });

  it('memfault waits 8, 64, 512, 4096 and 32768 seconds', () => {
    for (const code of [502, 503, 504, 529]) {
      const { backoff, maxRetries = 0 } = rowOf(memfault, code).retry;
      const waits = Array.from(
        { length: maxRetries },
        (_, n) => (backoff?.initialSeconds ?? 0) * (backoff?.factor ?? 0) ** n,
      );
      expect(waits, `memfault ${code}`).toEqual([8, 64, 512, 4096, 32_768]);
    }
  });

  it('huawei-oce retries 500 and 504 but not 502, 503 and 413', () => {
    for (const [code, retried] of [
      [500, true],
      [504, true],
      [502, false],
      [503, false],
      [413, false],
    ] as const) {
      expect(allowsRetry(rowOf(oce, code).retry.decision), `huawei-oce ${code}`).toBe(retried);
    }
  });

  it('huawei-oce alone names a success target, 99.99 %', () => {
    expect(oce.successTarget).toBe(0.9999);
    for (const [id, pack] of packs) {
      if (id !== 'huawei-oce') expect(pack.successTarget, id).toBeUndefined();
    }
  });
});
