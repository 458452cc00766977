import { afterEach, expect, it } from 'vitest';
import { seenBy, timeNotes, unseenEnd, unseenStart } from '../../../components/common/capture-text.ts';
import { readLocale } from '../../../lib/words/locale.ts';
import { speakWith } from '../../../lib/words/say.ts';
import english from '../../../locales/en.json' with { type: 'json' };
import chinese from '../../../locales/zh_CN.json' with { type: 'json' };
import { exchangeOf } from '../../fixtures/exchange.ts';

afterEach(() => speakWith(readLocale(english)));

const closed = exchangeOf(0, '', {
  state: 'pending',
  gap: 'tab-closed',
  match: 'inferred',
  source: 'both',
});

it('says how an exchange was seen in the language of the moment', () => {
  const end = unseenEnd(closed);
  expect(end?.label).toBe('Tab closed before the end');
  expect(seenBy(closed)).toBe('DevTools and the background');
  speakWith(readLocale(chinese));
  expect(end?.label).toBe('结束前标签页已关闭');
  expect(seenBy(closed)).toBe('DevTools 和后台');
  expect(timeNotes(closed)).toEqual([end?.sentence, expect.stringMatching(/^推断：/)]);
});

it('asks whether a start was missed without saying so', () => {
  speakWith(() => {
    throw new Error('said');
  });
  expect(unseenStart(exchangeOf(200, '', { gap: 'start-missed' }))).toBeDefined();
  expect(unseenStart(exchangeOf(200, '', { gap: '' }))).toBeUndefined();
});
