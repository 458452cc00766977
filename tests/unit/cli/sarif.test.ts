// The shape is that of the SARIF 2.1.0 schema: what it requires, and what code scanning requires besides.
import { describe, expect, it } from 'vitest';
import { toSarif } from '../../../cli/sarif.ts';
import { harText, hastyEntries, repeatedPost } from '../../fixtures/har-text.ts';
import { auditOf } from './audited.ts';

const folder = '/srv/logs/here';
const sarif = (...files: Parameters<typeof toSarif>[0]) => toSarif(files, '1.2.3', folder).runs[0];
const hasty = auditOf('logs/a b.har', harText(hastyEntries));
const post = auditOf('post.har', harText(repeatedPost));

describe('SARIF', () => {
  it('names its version, its schema and the tool', () => {
    const log = toSarif([hasty], '1.2.3', folder);
    expect(log).toMatchObject({
      version: '2.1.0',
      $schema: expect.stringContaining('sarif-schema-2.1.0.json'),
      runs: [{ tool: { driver: { name: 'Retryscope', version: '1.2.3' } } }],
    });
  });
  it('describes each rule once, as code scanning asks', () => {
    const rules = sarif(hasty)?.tool.driver.rules ?? [];
    expect(new Set(rules.map(({ id }) => id)).size).toBe(8);
    for (const rule of rules) {
      for (const text of [rule.shortDescription.text, rule.fullDescription.text, rule.help.text]) {
        expect(text).toMatch(/\.$/);
      }
    }
  });
  it('places each result in its file and entry', () => {
    const run = sarif(post, hasty);
    const [caution, violation] = run?.results ?? [];
    expect(caution).toMatchObject({ ruleId: 'unsafe-method', level: 'warning' });
    expect(violation).toMatchObject({
      ruleId: 'too-early',
      level: 'error',
      message: { text: expect.stringContaining('Sent 29.1 s before Retry-After allowed it') },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'logs/a%20b.har', index: 1 },
            region: { startLine: 1 },
          },
          logicalLocations: [{ fullyQualifiedName: 'log.entries[1]' }],
        },
      ],
      properties: { severity: 'violation', entry: 2, attempt: 2, seconds: 29.1 },
    });
    for (const { ruleId, ruleIndex } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    }
    expect(run?.artifacts.map(({ location }) => location.uri)).toEqual(['post.har', 'logs/a%20b.har']);
  });
  it('makes no result of advice, which reproaches nobody', () => {
    const [finding] = hasty.findings;
    if (!finding) throw new Error('The hasty client has a finding');
    const advice = { ...finding, id: 'gave-up', severity: 'advice' } as const;
    const results = sarif({ ...hasty, findings: [advice, finding] })?.results ?? [];
    expect(results.map(({ ruleId }) => ruleId)).toEqual(['too-early']);
  });
  it('says what could not be read, and that the run was no success', () => {
    const broken = JSON.parse(harText(hastyEntries));
    broken.log.entries[0].response.status = 'many';
    const invocation = sarif(auditOf('b.har', JSON.stringify(broken)))?.invocations[0];
    expect(invocation).toMatchObject({
      executionSuccessful: true,
      toolExecutionNotifications: [
        { level: 'warning', message: { text: expect.stringContaining('entry 1') } },
      ],
    });
    expect(sarif(auditOf('no.har', 'nonsense'))?.invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error' }],
    });
  });
  it.each([
    ['-', 'stdin'],
    ['/srv/logs/here/x.har', 'x.har'],
    ['../there/ä#.har', 'file:///srv/logs/there/%C3%A4%23.har'],
  ])('%s is %s', (file, uri) => {
    expect(sarif({ ...hasty, file })?.artifacts[0]?.location.uri).toBe(uri);
  });
});
