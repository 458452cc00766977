import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { condense, readQuestion } from '../../../../lib/annotate/question.ts';

const read = (text: string) => readQuestion(text, Date.UTC(2026, 10, 21));
const curl = [
  'HTTP/1.1 200 Connection established',
  '',
  'HTTP/2 301 ',
  'location: https://api.memfault.com/',
  '',
  'HTTP/2 429 ',
  'date: Sat, 21 Nov 2026 12:00:00 GMT',
  'set-cookie: session=secret',
  'retry-after: 30',
  '',
  '{"error":"HTTP/1.1 500"}',
].join('\r\n');
const verbose = [
  '* Connected to api.memfault.com',
  '> GET / HTTP/1.1',
  '> Retry-After: 99',
  '>',
  '< HTTP/1.1 503 Service Unavailable',
  '< Retry-After: 120',
  '<',
].join('\n');

describe('a question', () => {
  it.each([
    ['', { kind: 'nothing' }],
    [' \n ', { kind: 'nothing' }],
    ['429', { kind: 'number', text: '429' }],
    ['too many', { kind: 'words', text: 'too many' }],
    ['429 Too Many Requests', { kind: 'status', code: 429 }],
    ['HTTP/1.1 503 Service Unavailable', { kind: 'status', code: 503 }],
    ['Sat, 21 Nov 2026 12:00:30 GMT', { kind: 'retry-after', text: 'Sat, 21 Nov 2026 12:00:30 GMT' }],
    ['Retry-After: 120', { kind: 'retry-after', text: '120' }],
    ['retry-after:soon', { kind: 'retry-after', text: 'soon' }],
    ['30 apples', { kind: 'words', text: '30 apples' }],
  ])('%j', (text, question) => {
    expect(read(text)).toEqual(question);
  });

  it('is the last head of what curl -i prints, and not its body', () => {
    expect(read(curl)).toEqual({
      kind: 'response',
      code: 429,
      fields: [
        { name: 'date', value: 'Sat, 21 Nov 2026 12:00:00 GMT' },
        { name: 'set-cookie', value: 'session=secret' },
        { name: 'retry-after', value: '30' },
      ],
    });
  });

  it('is what curl -v received, and not what it sent', () => {
    expect(read(verbose)).toEqual({
      kind: 'response',
      code: 503,
      fields: [{ name: 'Retry-After', value: '120' }],
    });
  });
});

describe('what was pasted, in one line', () => {
  it('keeps what the answers depend on, and no secret', () => {
    const line = 'HTTP/2 429 ↵ retry-after: 30 ↵ date: Sat, 21 Nov 2026 12:00:00 GMT ↵ …';
    expect(condense(curl)).toBe(line);
    expect(read(line)).toMatchObject({ kind: 'response', code: 429 });
  });

  it('still tells that fields were there', () => {
    const line = condense('HTTP/1.1 429 Too Many Requests\nServer: x\n');
    expect(line).toBe('HTTP/1.1 429 Too Many Requests ↵ …');
    expect(read(line)).toEqual({ kind: 'response', code: 429, fields: [] });
  });

  it('never has a line end, and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('HTTP/2 429', '', '< ', 'a: b'))),
        (lines) => {
          read(lines.join('\n'));
          return !/[\r\n]/.test(condense(lines.join('\r\n')));
        },
      ),
    );
  });
});
