import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { toJunit } from '../../../cli/junit.ts';
import { harText, hastyEntries, patientEntries, repeatedPost } from '../../fixtures/har-text.ts';
import { auditOf } from './audited.ts';

const parser = new new Window().DOMParser();
const files = [
  auditOf('a&b.har', harText(hastyEntries)),
  auditOf('patient.har', harText(patientEntries)),
  auditOf('post.har', harText(repeatedPost)),
  auditOf('unread.har', 'nonsense'),
];
/** The elements of a document that is well formed. */
function read(text: string) {
  const document = parser.parseFromString(text, 'application/xml');
  expect(document.getElementsByTagName('parsererror')).toHaveLength(0);
  return (selector: string) => [...document.querySelectorAll(selector)];
}

describe('JUnit', () => {
  it('has a suite per file and a case per call that was retried', () => {
    const find = read(toJunit(files, 'violation'));
    expect(find('testsuite').map((suite) => suite.getAttribute('name'))).toEqual(
      files.map(({ file }) => file),
    );
    expect(find('testsuite[name="patient.har"] > testcase').map((one) => one.getAttribute('name'))).toEqual([
      'the file opens',
      'GET https://api.memfault.com/api/v0/issues (call har.1, 2 attempts)',
    ]);
    for (const one of find('testcase')) expect(one.getAttribute('classname')).not.toBe('');
  });
  it('fails the calls that the bar fails, and keeps the rest beside', () => {
    const find = read(toJunit(files, 'violation'));
    const failures = find('failure');
    expect(failures.map((one) => one.getAttribute('type'))).toEqual(['too-early']);
    expect(failures[0]?.getAttribute('message')).toContain('entry 2');
    expect(failures[0]?.textContent).toContain('Sent 29.1 s before Retry-After allowed it');
    expect(find('system-out').map((one) => one.textContent)).toEqual([
      expect.stringContaining('caution unsafe-method'),
    ]);
    expect(read(toJunit(files, 'caution'))('failure')).toHaveLength(2);
  });
  it('counts what it holds', () => {
    const find = read(toJunit(files, 'caution'));
    const sums = {
      tests: find('testcase').length,
      failures: find('failure').length,
      errors: find('error').length,
    };
    expect(sums).toEqual({ tests: 7, failures: 2, errors: 1 });
    const [root] = find('testsuites');
    for (const [name, sum] of Object.entries(sums)) expect(root?.getAttribute(name)).toBe(String(sum));
    for (const suite of find('testsuite')) {
      expect(suite.getAttribute('tests')).toBe(String(suite.querySelectorAll('testcase').length));
      expect(suite.getAttribute('failures')).toBe(String(suite.querySelectorAll('failure').length));
      expect(suite.getAttribute('errors')).toBe(String(suite.querySelectorAll('error').length));
    }
  });
  it('says which file can’t be read', () => {
    const [error] = read(toJunit(files, 'violation'))('error');
    expect(error?.parentElement?.getAttribute('classname')).toBe('unread.har');
    expect(error?.getAttribute('message')).toContain('JSON');
  });
});
