import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditText, auditVerdict } from '../../../cli/audit-text.ts';
import { anyText } from '../../fixtures/any-text.ts';
import { harText, hastyEntries, patientEntries, repeatedPost } from '../../fixtures/har-text.ts';
import { auditOf } from './audited.ts';

const hasty = auditOf('hasty.har', harText(hastyEntries));
const patient = auditOf('patient.har', harText(patientEntries));
const unread = auditOf('unread.har', 'nonsense');

describe('the text of an audit', () => {
  it('says what, where and why', () => {
    expect([...auditText([hasty], 'violation')].join('')).toBe(
      `hasty.har: 3 responses in 1 call, 2 retries
  VIOLATION too-early, entry 2: Sent 29.1 s before Retry-After allowed it
      GET https://api.memfault.com/api/v0/issues, attempt 2, answered 529
      Memfault: Wait 30 s, then retry (HTTP Response Status Codes, row 529, https://docs.memfault.com/docs/reference/reference-http-response-status-codes)
  1 violation

Failed: 1 of 1 file with a violation (1 violation)
`,
    );
  });
  it('lists no notes, and counts them', () => {
    const entries = [0, 1].map((at) => ({
      at,
      status: 500,
      url: 'https://nobody.example/x',
      retryAfter: '30',
    }));
    const text = [...auditText([auditOf('n.har', harText(entries))], 'violation')].join('');
    expect(text).toContain('  no findings; not listed here: 1 note\n');
    expect(text).not.toContain('NOTE');
  });
  it('cuts a long list', () => {
    const entries = Array.from({ length: 80 }, (_, index) => [
      { at: index * 1000, status: 503, url: `https://api.memfault.com/${index}`, method: 'POST' },
      { at: index * 1000 + 9, status: 200, url: `https://api.memfault.com/${index}`, method: 'POST' },
    ]).flat();
    const text = [...auditText([auditOf('long.har', harText(entries))], 'violation')].join('');
    expect(text.match(/CAUTION/g)).toHaveLength(50);
    expect(text).toContain('… and 30 more: --json has all');
  });
  it('lets no text of a file reach the terminal’s controls', () => {
    const method = 'GE\u001b[31mT\n::error::x';
    const entries = hastyEntries.map((entry) => ({ ...entry, method }));
    const text = [...auditText([auditOf('a\u001b[2J.har', harText(entries))], 'violation')].join('');
    expect(text).toContain('::error::');
    expect(text).not.toContain('\u001b');
    expect(text).not.toMatch(/^::error/m);
  });
});

it('begins no line with a text of a file, whatever it is', () => {
  const known =
    /^(?:$|\S*: (?:3 responses|not audited)|Passed|Failed|Incomplete| {2}(?:[A-Z]+ [a-z-]+, entry|no |\d+ |… ) ?| {6}\S)/;
  fc.assert(
    fc.property(anyText({ maxLength: 30 }), (text) => {
      const entries = hastyEntries.map((entry) => ({
        ...entry,
        method: `X${text}`,
        url: `https://api.memfault.com/${text}`,
      }));
      const lines = [...auditText([auditOf('a.har', harText(entries))], 'violation')].join('').split('\n');
      for (const line of lines) expect(line).toMatch(known);
      expect(lines.join('')).not.toMatch(/\p{Cc}/u);
    }),
  );
});

describe('the verdict', () => {
  it.each([
    [[patient], 'violation', 'Passed: none of 1 file with a violation (no findings)'],
    [[patient, hasty], 'violation', 'Failed: 1 of 2 files with a violation (1 violation)'],
    [
      [auditOf('p.har', harText(repeatedPost))],
      'departure',
      'Passed: none of 1 file with a violation or a departure (1 caution)',
    ],
    [
      [unread, hasty],
      'violation',
      'Incomplete: 1 of 2 files could not be read whole; 1 of 2 files with a violation (1 violation)',
    ],
  ] as const)('%#: %s', (files, failOn, said) => expect(auditVerdict(files, failOn)).toBe(said));
});
