import { createI18n } from '@wxt-dev/i18n';
import { generateChromeMessages, parseMessagesObject } from '@wxt-dev/i18n/build';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type LocaleFile, readLocale, textsOf } from '../../../../lib/words/locale.ts';
import { say, sayInParts, speakWith, type Word } from '../../../../lib/words/say.ts';
import english from '../../../../locales/en.json' with { type: 'json' };
import chinese from '../../../../locales/zh_CN.json' with { type: 'json' };

/** The packed texts that the library asks its browser for, which it looks up as it is loaded. */
const asked = vi.hoisted(() => {
  const texts: Record<string, { readonly message: string }> = {};
  const i18n = { getMessage: (key: string) => texts[key]?.message ?? '' };
  Object.assign(globalThis, { browser: { runtime: { id: 'x' }, i18n } });
  return texts;
});

afterEach(() => speakWith(readLocale(english)));

/** Of texts that no locale has: the types know only those. */
const word = (key: string): Word => key as Word;

describe('what is said', () => {
  it('is the text of its key, with its values in place', () => {
    speakWith(readLocale({ a: { b: 'Wait {time}, then {what}; {time} at least.' } }));
    expect(say(word('a.b'), { time: '8 s', what: 'retry' })).toBe('Wait 8 s, then retry; 8 s at least.');
    expect(sayInParts(word('a.b'))).toEqual(['Wait ', 'time', ', then ', 'what', '; ', 'time', ' at least.']);
  });

  it('chooses among the forms of a plural, also where elements stand in it', () => {
    speakWith(readLocale({ a: { 1: '{n} retry', n: '{n} retries' } }));
    expect([0, 1, 2].map((n) => say(word('a'), { n }))).toEqual(['0 retries', '1 retry', '2 retries']);
    expect([0, 1, 2].map((n) => sayInParts(word('a'), n)[2])).toEqual([' retries', ' retry', ' retries']);
  });

  it('takes values as they are', () => {
    speakWith(readLocale({ a: 'It said {what}.' }));
    for (const what of ['$&', '{what}', 'one | two', '$1']) {
      expect(say(word('a'), { what })).toBe(`It said ${what}.`);
    }
  });

  it('shows what is missing', () => {
    speakWith(readLocale({ a: 'At {time}' }));
    expect(say(word('a'))).toBe('At {time}');
    expect(say(word('a'), { n: 2 })).toBe('At {time}');
    expect(say(word('b'))).toBe('b');
  });

  it('follows a change of language', () => {
    expect(say('language')).toBe('en');
    speakWith(readLocale(chinese));
    expect(say('language')).toBe('zh-CN');
  });
});

describe('each text of each language', () => {
  const files: [string, LocaleFile][] = [
    ['English', english],
    ['Chinese', chinese],
  ];

  it.each(files)('comes out as @wxt-dev/i18n says it: %s', (_, file) => {
    Object.assign(asked, generateChromeMessages(parseMessagesObject(file)));
    const { t } = createI18n();
    speakWith(readLocale(file));
    fc.assert(
      fc.property(fc.constantFrom(...textsOf(file)), fc.nat(3), ([key, text], n) => {
        const values = Object.fromEntries(
          [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name ?? '', `<${name}>`]),
        );
        if (text.includes(' | ')) expect(say(word(key), { ...values, n })).toBe(t(key, n, { ...values, n }));
        else expect(say(word(key), values)).toBe(t(key, values));
      }),
      { numRuns: 2_000 },
    );
  });
});
