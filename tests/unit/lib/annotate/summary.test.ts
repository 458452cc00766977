import { describe, expect, it } from 'vitest';
import { annotate } from '../../../../lib/annotate/annotate.ts';
import { lookup } from '../../../../lib/annotate/lookup.ts';
import type { Header } from '../../../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { drawCallOf } from '../../../fixtures/draw-call.ts';
import { speakChinese } from '../../../fixtures/speak-chinese.ts';

/** One of its own for each test: a catalogue keeps the answers that it has given. */
const catalogueNow = () => createCatalogue(builtInPacks, genericPack);
const adviceOf = (status: number, responseHeaders: Header[], method = 'GET') => {
  const [exchange] = drawCallOf({ url: 'https://api.memfault.com/x', method, responseHeaders })`${status}`;
  if (!exchange) throw new Error('nothing was drawn');
  return annotate(exchange, catalogueNow()).annotation.advice;
};

describe('advice in Chinese', () => {
  it('says what to do, and goes on without spaces between sentences', () => {
    speakChinese();
    const [answer] = lookup('503', catalogueNow(), { now: 0, provider: 'memfault' });
    expect(answer?.advice.summary).toBe('等待 8 秒后重试');
    expect(answer?.advice.explanation).toBe(
      '首次重试前等待 8 秒，之后依次等待 1 分 4 秒、8 分 32 秒、1 小时 8 分、9 小时 6 分：第 n 次重试前等待 2^(3n) 秒，最多重试 5 次。' +
        'Retry-After 标头设定最短等待时间：以两者中较长的为准。',
    );
  });

  it('counts without a plural', () => {
    speakChinese();
    const [answer] = lookup('100', catalogueNow(), { now: 0, provider: 'huawei-oce' });
    expect(answer?.advice.summary).toBe('6 小时内最多重试 3 次');
  });

  it('warns of what the server sent and of the method', () => {
    speakChinese();
    const { cautions } = adviceOf(503, [{ name: 'x-should-retry', value: 'false' }], 'POST');
    expect(cautions).toEqual([
      'POST 不是幂等的：仅当发送两次也安全时才重试（RFC 9110 §9.2.2）。',
      '服务器表示不要重试此响应，但规则允许重试。',
    ]);
    const [quota] = adviceOf(200, [{ name: 'RateLimit', value: '"a b";r=0;t=70' }]).cautions;
    expect(quota).toBe('服务器自己的配额“a b”还剩 0，1 分 10 秒后补充。');
  });

  it('says how a Retry-After was read', () => {
    speakChinese();
    const { cautions } = adviceOf(503, [
      { name: 'Retry-After', value: '9999999' },
      { name: 'Retry-After', value: '1' },
    ]);
    expect(cautions[0]).toBe('Retry-After: 9999999，超出一些客户端定时器的上限，发送了多次，以第一次为准');
    expect(adviceOf(503, [{ name: 'Retry-After', value: 'soon' }]).cautions[0]).toBe(
      'Retry-After “soon” 不是秒数，也不是 HTTP 日期：这是服务器的错误；没有设定等待时间',
    );
  });
});
