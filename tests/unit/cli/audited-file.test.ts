import { describe, expect, it } from 'vitest';
import { failingSeverities } from '../../../cli/audited-file.ts';
import { harText, hastyEntries, patientEntries, repeatedPost } from '../../fixtures/har-text.ts';
import { auditOf } from './audited.ts';

describe('an audited file', () => {
  it('counts, and says of each finding where it is and whose rule it is about', () => {
    const audited = auditOf('a.har', harText(hastyEntries));
    expect(audited).toMatchObject({ responses: 3, calls: 1, retries: 2 });
    expect(audited.counts).toEqual({ violation: 1, departure: 0, caution: 0, note: 0, advice: 0 });
    expect(audited.findings).toMatchObject([
      {
        id: 'too-early',
        severity: 'violation',
        seconds: 29.1,
        entry: 2,
        attempt: 2,
        method: 'GET',
        status: 529,
        rule: { provider: 'Memfault', row: '529', summary: 'Wait 30 s, then retry' },
      },
    ]);
    expect(audited.auditedCalls).toEqual([
      { id: 'har.1', request: 'GET https://api.memfault.com/api/v0/issues', attempts: 3, seconds: 40.1 },
    ]);
  });
  it('has nothing to say of a client that waits', () => {
    const { findings, auditedCalls } = auditOf('a.har', harText(patientEntries));
    expect(findings).toEqual([]);
    expect(auditedCalls).toHaveLength(1);
  });
  it('names no rule of a provider where the finding is about the method', () => {
    expect(auditOf('a.har', harText(repeatedPost)).findings).toMatchObject([
      { id: 'unsafe-method', severity: 'caution', rule: null },
    ]);
  });
  it('cites the rule of the response that the retry followed', () => {
    const entries = [
      { at: 0, status: 503 },
      { at: 1, status: 529, retryAfter: '30' },
      { at: 2, status: 200 },
    ];
    const { findings } = auditOf('a.har', harText(entries));
    expect(findings.map(({ entry, id, rule }) => [entry, id, rule?.row])).toEqual([
      [2, 'faster-than-schedule', '503'],
      [3, 'too-early', '529'],
    ]);
  });
  it('counts broken entries, so that numbers are those of the file', () => {
    const har = JSON.parse(harText(hastyEntries));
    har.log.entries.unshift({ broken: true }, { broken: true });
    const { findings, problems } = auditOf('a.har', JSON.stringify(har));
    expect(problems.map(({ path }) => path)).toEqual(['entry 1', 'entry 2']);
    expect(findings[0]?.entry).toBe(4);
  });
  it('removes credentials from addresses', () => {
    const url = 'https://api.memfault.com/api/v0/issues?access_token=s3cr3t-s3cr3t';
    const audited = auditOf('a.har', harText(hastyEntries.map((entry) => ({ ...entry, url }))));
    expect(audited.findings).toHaveLength(1);
    expect(JSON.stringify(audited)).not.toContain('s3cr3t');
    expect(audited.auditedCalls[0]?.request).toContain('redacted');
  });
});

describe('failing severities', () => {
  it.each([
    ['violation', ['violation']],
    ['departure', ['violation', 'departure']],
    ['caution', ['violation', 'departure', 'caution']],
  ] as const)('%s', (least, failing) => expect(failingSeverities(least)).toEqual(failing));
});
