import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Advice } from '../../../../lib/annotate/annotation.ts';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';
import type { Attempt } from '../../../../lib/retry/calls.ts';
import type { Finding } from '../../../../lib/retry/finding.ts';
import { decisions } from '../../../../lib/retry/policy.ts';
import { type FilterSubject, matchesFilter, parseFilter } from '../../../../lib/session/filter.ts';
import { readLocale } from '../../../../lib/words/locale.ts';
import { speakWith } from '../../../../lib/words/say.ts';
import english from '../../../../locales/en.json' with { type: 'json' };
import chinese from '../../../../locales/zh_CN.json' with { type: 'json' };
import { anyText, anyUrl } from '../../../fixtures/any-text.ts';
import { cpuMs } from '../../../fixtures/cpu-time.ts';

interface Facts extends Partial<Exchange> {
  readonly provider?: { readonly id: string; readonly name: string };
  readonly advice?: Partial<Pick<Advice, 'decision' | 'stage'>>;
  readonly attempt?: Partial<Attempt>;
  readonly findings?: readonly Finding[];
}

function subject({ provider, advice, attempt, findings = [], ...fields }: Facts = {}): FilterSubject {
  const exchange: Exchange = {
    ...emptyExchange,
    id: '1.0',
    url: 'https://api.memfault.com/api/v0/Chunks?device=7',
    status: 200,
    state: 'complete',
    source: 'web-request',
    tabId: 3,
    ...fields,
  };
  return {
    exchange,
    annotation: {
      provider: { id: 'memfault', name: 'Memfault', packVersion: '1', ...provider },
      status: { code: exchange.status, name: '', meaning: '' },
      advice: {
        decision: 'never',
        stage: 'stated',
        summary: '',
        explanation: '',
        waits: [],
        instants: [],
        maxRetries: null,
        windowSeconds: null,
        notBefore: null,
        readings: [],
        escalate: '',
        cautions: [],
        retryAfter: { kind: 'none' },
        ...advice,
      },
      source: { document: '', row: '', url: '', updated: '', retrievedOn: '' },
    },
    attempt: { exchange, callId: '1.0', attempt: 1, evidence: 'single', confidence: 1, ...attempt },
    findings,
  };
}

/** Whether a filter without problems lets a response pass. */
function passes(text: string, facts: Facts = {}): boolean {
  const filter = parseFilter(text);
  expect(filter.problem).toBe('');
  return matchesFilter(filter, subject(facts));
}

const finding = (id: Finding['id'], severity: Finding['severity']): Finding => ({
  id,
  severity,
  message: '',
});

describe('text', () => {
  it('lets everything pass when there is none', () => {
    for (const text of ['', '  ', '-', '""', '-""', '\t - ']) expect(passes(text)).toBe(true);
  });

  it('searches the URL in any case', () => {
    expect(passes('chunks')).toBe(true);
    expect(passes('V0/CHUNKS')).toBe(true);
    expect(passes('projects')).toBe(false);
  });

  it('needs every term', () => {
    expect(passes('memfault chunks')).toBe(true);
    expect(passes('memfault projects')).toBe(false);
  });

  it('negates with a minus sign', () => {
    expect(passes('-projects')).toBe(true);
    expect(passes('-chunks')).toBe(false);
    expect(passes('memfault -chunks')).toBe(false);
    expect(passes('a-b', { url: 'https://x.test/a-b' })).toBe(true);
  });

  it('keeps spaces inside double quotes', () => {
    const url = 'https://x.test/?q=two words';
    expect(passes('"two words"', { url })).toBe(true);
    expect(passes('"words two"', { url })).toBe(false);
    expect(passes('-"two words"', { url })).toBe(false);
    expect(passes('"two words', { url })).toBe(true);
  });

  it('takes anything in quotes for text', () => {
    expect(parseFilter('"status-code:200" "/a+/"').terms).toMatchObject([
      { key: 'text', value: 'status-code:200' },
      { key: 'text', value: '/a+/' },
    ]);
  });

  it('takes an unknown key for text', () => {
    expect(parseFilter('foo:bar -foo:bar foo:"b c" https://x:8080/').terms).toMatchObject([
      { negative: false, key: 'text', value: 'foo:bar' },
      { negative: true, key: 'text', value: 'foo:bar' },
      { negative: false, key: 'text', value: 'foo:b c' },
      { negative: false, key: 'text', value: 'https://x:8080/' },
    ]);
    expect(passes('https://api.memfault.com')).toBe(true);
    expect(passes('constructor:x')).toBe(false);
  });
});

describe('regular expressions', () => {
  it('searches the URL in any case', () => {
    expect(passes('/v\\d\\/chunks/')).toBe(true);
    expect(passes('/^https:.*device=[0-9]+$/')).toBe(true);
    expect(passes('/v\\d\\/projects/')).toBe(false);
    expect(passes('-/v\\d\\/chunks/')).toBe(false);
  });

  it('takes a path for text unless it ends in a slash', () => {
    expect(parseFilter('/api/v0').terms).toMatchObject([{ key: 'text', value: '/api/v0' }]);
    expect(parseFilter('/').terms).toMatchObject([{ key: 'text', value: '/' }]);
    expect(passes('/api/v0/')).toBe(true);
  });

  it('looks at the first 2,000 characters', () => {
    const url = `https://x.test/${'a'.repeat(1_985)}bc`;
    expect(passes('/b/', { url })).toBe(false);
    expect(passes('b', { url })).toBe(true);
  });

  it('says what is wrong with an invalid one and uses the rest', () => {
    const filter = parseFilter('method:GET /(/ /[z-a]/');
    expect(filter.terms).toMatchObject([{ key: 'method' }]);
    expect(filter.problem).toBe(
      '/(/ is not used: it is not a valid regular expression; /[z-a]/ is not used: it is not a valid regular expression',
    );
    expect(matchesFilter(filter, subject())).toBe(true);
  });
});

describe("Chrome's keys", () => {
  const headers = [{ name: 'Retry-After', value: '30' }];
  it.each<[string, Facts, boolean]>([
    ['domain:api.memfault.com', {}, true],
    ['domain:API.memfault.com', {}, true],
    ['domain:memfault.com', {}, false],
    ['domain:*.memfault.com', {}, true],
    ['domain:*.com', {}, true],
    ['domain:*.memfault.com', { url: 'https://memfault.com/' }, false],
    ['domain:ges.*.myhuaweicloud.com', { url: 'https://ges.ap-1.myhuaweicloud.com:443/v2' }, true],
    ['domain:*', { url: 'data:text/plain,x' }, true],
    ['domain:localhost', { url: 'http://user:pass@localhost:8080/a@b' }, true],
    ['domain:[::1]', { url: 'http://[::1]:8080/' }, true],
    ['domain:evil.test', { url: 'https://api.test/?u=https://evil.test/' }, false],
    ['domain:a*a', { url: 'https://a/' }, false],
    ['method:POST', { method: 'POST' }, true],
    ['method:post', { method: 'POST' }, true],
    ['-method:OPTIONS', { method: 'POST' }, true],
    ['METHOD:GET', { method: 'GET' }, true],
    ['status-code:404', { status: 404 }, true],
    ['status-code:404', { status: 403 }, false],
    ['status-code:4xx', { status: 441 }, true],
    ['status-code:4XX', { status: 500 }, false],
    ['status-code:>=500', { status: 500 }, true],
    ['status-code:>500', { status: 500 }, false],
    ['status-code:>400', { status: 404 }, true],
    ['status-code:<500', { status: 404 }, true],
    ['status-code:<500', { status: 500 }, false],
    ['status-code:<=500', { status: 500 }, true],
    ['status-code:<500', { status: 0, state: 'failed' }, false],
    ['status-code:0', { status: 0, state: 'failed' }, true],
    ['-status-code:2xx', { status: 200 }, false],
    ['mime-type:application/json', { mimeType: 'Application/JSON; charset=utf-8' }, true],
    ['mime-type:application/json', { mimeType: 'application/jsonp' }, false],
    ['scheme:https', {}, true],
    ['scheme:http', {}, false],
    ['scheme:data', { url: 'DATA:text/plain,x' }, true],
    ['url:device=7', {}, true],
    ['url:"two words"', { url: 'https://x.test/?q=Two Words' }, true],
    ['url:/v0/', {}, true],
    ['resource-type:image', { resourceType: 'image' }, true],
    ['resource-type:xhr', { resourceType: 'xmlhttprequest' }, true],
    ['resource-type:fetch', { resourceType: 'xmlhttprequest' }, true],
    ['resource-type:fetch', { resourceType: 'xhr' }, false],
    ['resource-type:document', { resourceType: 'main_frame' }, true],
    ['resource-type:constructor', { resourceType: 'image' }, false],
    ['larger-than:1k', { responseBodySize: 1_000 }, true],
    ['larger-than:1K', { responseBodySize: 999 }, false],
    ['larger-than:1.5M', { responseBodySize: 1_500_000 }, true],
    ['larger-than:500', { responseBodySize: 600 }, true],
    ['larger-than:0', { responseBodySize: -1 }, false],
    ['has-response-header:retry-after', { responseHeaders: headers }, true],
    ['has-response-header:retry', { responseHeaders: headers }, false],
    ['has-request-header:retry-after', { responseHeaders: headers }, false],
    ['has-request-header:Authorization', { requestHeaders: [{ name: 'authorization', value: '' }] }, true],
    ['is:running', { state: 'pending' }, true],
    ['is:running', {}, false],
    ['is:from-cache', { fromCache: true }, true],
    ['-is:from-cache', { fromCache: true }, false],
    ['is:service-worker-initiated', { tabId: -1 }, true],
    ['is:service-worker-initiated', { tabId: -1, source: 'file' }, false],
    ['is:service-worker-initiated', { tabId: 3 }, false],
    ['is:service-worker-initiated', { tabId: 3, serviceWorker: 'initiated' }, true],
    ['is:service-worker-initiated', { source: 'file', serviceWorker: 'initiated' }, true],
    ['is:service-worker-initiated', { tabId: -1, serviceWorker: 'intercepted' }, false],
    ['is:service-worker-intercepted', { serviceWorker: 'intercepted' }, true],
    ['is:service-worker-intercepted', { serviceWorker: 'initiated' }, false],
    ['-is:service-worker-intercepted', {}, true],
    ['status-code:>=400 status-code:<500', { status: 404 }, true],
    ['status-code:>=400 -status-code:404', { status: 404 }, false],
    ['unknown:4xx', { url: 'https://x.test/?UNKNOWN:4xx' }, true],
  ])('%s on %j: %s', (text, facts, expected) => {
    expect(passes(text, facts)).toBe(expected);
  });
});

describe("Retryscope's keys", () => {
  const huawei = { provider: { id: 'huawei-ges', name: 'Huawei Cloud GES' } };
  it.each<[string, Facts, boolean]>([
    ['provider:memfault', {}, true],
    ['provider:Huawei', huawei, true],
    ['provider:"cloud ges"', huawei, true],
    ['provider:huawei-dis', huawei, false],
    ['advice:never', {}, true],
    ['advice:after-header', {}, false],
    ['advice:wait', { advice: { decision: 'exponential' } }, true],
    ['advice:wait', { advice: { decision: 'anytime' } }, false],
    ['stage:stated', {}, true],
    ['-stage:generic', {}, true],
    ['retry:yes', { advice: { decision: 'interval' } }, true],
    ['retry:yes', { advice: { decision: 'never' } }, false],
    ['retry:no', { advice: { decision: 'never' } }, true],
    ['retry:no', { advice: { decision: 'after-change' } }, true],
    ['retry:no', { advice: { decision: 'not-stated' } }, false],
    ['retry:no', { advice: { decision: 'not-applicable' } }, false],
    ['retry:not-stated', { advice: { decision: 'not-stated' } }, true],
    ['attempt:>1', {}, false],
    ['attempt:>1', { attempt: { attempt: 2 } }, true],
    ['attempt:1', {}, true],
    ['attempt:<=2', { attempt: { attempt: 3 } }, false],
    ['finding:too-early', { findings: [finding('too-early', 'note')] }, true],
    ['finding:too-many', { findings: [finding('too-early', 'note')] }, false],
    ['is:violation', { findings: [finding('too-early', 'violation')] }, true],
    ['is:violation', { findings: [finding('too-early', 'departure')] }, false],
    ['is:retried', { attempt: { attempt: 2 } }, true],
    ['is:retried', {}, false],
    ['is:failed', { status: 503 }, true],
    ['is:failed', { status: 0, state: 'failed' }, true],
    ['is:failed', { status: 0, state: 'pending' }, false],
    ['is:failed', { status: 304 }, false],
    ['body:servertimeout', { errorBody: '{"code":"ServerTimeout"}' }, true],
    ['body:"slow down"', { errorBody: '{"message":"Please SLOW DOWN"}' }, true],
    ['body:a.b', { errorBody: 'axb' }, false],
    ['body:[(', { errorBody: '{"x":"[(\\\\"}' }, true],
    ['body:\\\\', { errorBody: 'a\\b' }, false],
    ['-body:quota', { errorBody: '' }, true],
    ['body:quota', { url: 'https://x.test/quota' }, false],
    ['attempt:>=2 attempt:<3', { attempt: { attempt: 2 } }, true],
    ['provider:memfault advice:wait -method:OPTIONS', { advice: { decision: 'exponential' } }, true],
  ])('%s on %j: %s', (text, facts, expected) => {
    expect(passes(text, facts)).toBe(expected);
  });

  it.each(decisions)('knows advice:%s', (decision) => {
    expect(passes(`advice:${decision}`, { advice: { decision } })).toBe(true);
  });
});

describe('problems', () => {
  it.each([
    ['method:', 'method: needs a value'],
    ['status-code:4', ''],
    [
      'status-code:x',
      'status-code:x is not used: it is not a status, a family such as 4xx, or a comparison such as >=500',
    ],
    ['status-code:0xx', /^status-code:0xx is not used/],
    ['status-code:>', /^status-code:> is not used/],
    ['larger-than:big', 'larger-than:big is not used: it is not a size in bytes such as 500, 100k or 1.5M'],
    ['larger-than:1e9', /is not used/],
    ['larger-than:-5', /is not used/],
    ['attempt:many', 'attempt:many is not used: it is not a number or a comparison such as >1'],
    ['is:fast', /^is:fast is not used: it is not one of running, from-cache, /],
    ['is:constructor', /^is:constructor is not used/],
    ['body:', 'body: needs a value'],
    ['advice:maybe', /^advice:maybe is not used: it is not one of never, /],
    ['stage:x', /is not used: it is not one of stated, /],
    ['retry:maybe', 'retry:maybe is not used: it is not one of yes, no, not-stated'],
    ['finding:x', /is not used: it is not one of too-early, /],
  ])('%s', (text, problem) => {
    const filter = parseFilter(`${text} chunks`);
    if (typeof problem === 'string') expect(filter.problem).toBe(problem);
    else expect(filter.problem).toMatch(problem);
    expect(filter.terms.at(-1)).toMatchObject({ key: 'text', value: 'chunks' });
    expect(filter.terms).toHaveLength(problem === '' ? 2 : 1);
  });

  it('uses the start of a filter that is too long', () => {
    const filter = parseFilter(`chunks ${'x'.repeat(3_000)}`);
    expect(filter.problem).toBe('only the first 2000 characters are used');
  });
});

describe('problems in Chinese', () => {
  afterEach(() => speakWith(readLocale(english)));

  it('stand one after the other as there', () => {
    speakWith(readLocale(chinese));
    expect(parseFilter('retry:maybe method: /(a+)+/').problem).toBe(
      'retry:maybe 未被使用：它不是以下之一：yes、no、not-stated；method: 需要一个值；/(a+)+/ 未被使用：被重复的部分本身不能含有重复或分支',
    );
  });
});

describe('any filter', () => {
  const word = fc.oneof(
    anyText({ maxLength: 20 }),
    fc.constantFrom(
      '-',
      '"',
      '/',
      ':',
      ' ',
      'is:',
      'domain:',
      'status-code:>',
      'larger-than:',
      '*',
      '(',
      'running',
    ),
  );

  it('never throws', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), anyUrl, (words, url) => {
        const filter = parseFilter(words.join(''));
        expect(typeof matchesFilter(filter, subject({ url }))).toBe('boolean');
      }),
    );
  });

  it('and its negation disagree', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9*.:/>=]{1,10}$/), (term) => {
        const filter = parseFilter(term);
        fc.pre(filter.terms.length === 1);
        expect(matchesFilter(parseFilter(`-${term}`), subject())).toBe(!matchesFilter(filter, subject()));
      }),
    );
  });

  it('is read in no time, however long', () => {
    const took = cpuMs(() => {
      for (const text of ['-', '"', 'a', 'a:', ' ', '/', '-a-', 'domain:*'])
        parseFilter(text.repeat(1_000_000));
      const stars = parseFilter(`domain:${'*a'.repeat(900)}*b`);
      matchesFilter(stars, subject({ url: `https://${'a'.repeat(100_000)}/` }));
    });
    expect(took).toBeLessThan(500);
  });
});
