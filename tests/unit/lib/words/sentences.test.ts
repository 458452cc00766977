import { describe, expect, it } from 'vitest';
import { endSentence, joinSentences } from '../../../../lib/words/sentences.ts';

describe('a sentence', () => {
  it.each([
    ['The server is busy', 'The server is busy.'],
    ['Is it?', 'Is it?'],
    ['', ''],
    ['等待 30 s', '等待 30 s。'],
    ['服务器繁忙。', '服务器繁忙。'],
  ])('ends as its language does: %s', (text, ended) => {
    expect(endSentence(text)).toBe(ended);
  });

  it.each([
    [['It broke.', 'Wait.'], 'It broke. Wait.'],
    [['It broke.', '', '请等待。'], 'It broke. 请等待。'],
    [['请等待。', '不要重试。', 'It broke.'], '请等待。不要重试。It broke.'],
    [['', ''], ''],
  ])('follows another: %j', (sentences, joined) => {
    expect(joinSentences(...sentences)).toBe(joined);
  });
});
