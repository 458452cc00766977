import { describe, expect, it } from 'vitest';
import { rememberingClean } from '../../../../lib/transfer/redact-field.ts';
import { createSecrets } from '../../../../lib/transfer/secrets.ts';

/** A redaction that takes digits out, tells of what stands in brackets, and lists what it was asked for. */
function listening() {
  const asked: string[] = [];
  const redact = rememberingClean(
    (text, secrets) => {
      asked.push(text);
      const told = /\[(.*)\]/.exec(text)?.[1];
      if (told !== undefined) secrets.add(told);
      return text.replace(/\d/g, '');
    },
    { texts: 1024, longest: 256 },
  );
  return { asked, redact };
}

describe('rememberingClean', () => {
  it.each([
    ['a clean text, in any exchange', 'clean', 'clean', 1],
    ['nothing of a text that was changed', 'a1', 'a', 2],
    ['nothing of a text that told of a secret', '[secret]', '[secret]', 2],
    ['nothing of a long text', 'a'.repeat(257), 'a'.repeat(257), 2],
  ])('remembers %s', (_, text, result, times) => {
    const { asked, redact } = listening();
    const again = createSecrets();
    expect([redact(text, createSecrets()), redact(text, again)]).toEqual([result, result]);
    expect(asked).toHaveLength(times);
    expect(again.list().includes('secret')).toBe(text === '[secret]');
  });

  it('does not know a text by another', () => {
    const { asked, redact } = listening();
    const secrets = createSecrets();
    for (const text of ['a', 'b', 'a1', 'a']) redact(text, secrets);
    expect(asked).toEqual(['a', 'b', 'a1']);
  });

  it('forgets before it grows too large', () => {
    const { asked, redact } = listening();
    const secrets = createSecrets();
    const texts = Array.from({ length: 1025 }, (_, at) => 'x'.repeat(at % 41) + 'y'.repeat(at / 41));
    for (const text of texts) redact(text, secrets);
    expect(asked).toEqual(texts);
    redact('', secrets);
    expect(asked).toHaveLength(1026);
    redact(texts.at(-1) ?? '', secrets);
    expect(asked).toHaveLength(1026);
  });
});
