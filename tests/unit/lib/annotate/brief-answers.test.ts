import { describe, expect, it } from 'vitest';
import { briefTableOf, findBrief } from '../../../../lib/annotate/brief-answers.ts';
import { lookup } from '../../../../lib/annotate/lookup.ts';
import { readQuestion } from '../../../../lib/annotate/question.ts';
import { usualArrangement } from '../../../../lib/providers/arrangement.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { addBriefTables } from '../../../../scripts/brief-table.ts';
import { speakChinese } from '../../../fixtures/speak-chinese.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const briefTable = briefTableOf(catalogue);
const find = (text: string, most = 8) =>
  findBrief(text, briefTable, most, usualArrangement).map(({ text: line }) => line);

describe('answers in brief', () => {
  it('are the look-up’s own, for each code and each who documents it', () => {
    const lines = [429, 503, 529].flatMap((code) => find(String(code), 99));
    const own = ['429', '503', '529'].flatMap((code) => lookup(code, catalogue, { now: 0 }));
    const spoken = own.filter(({ provider, code }) => catalogue.provider(provider.id)?.row(code));
    expect(spoken.length).toBeGreaterThan(10);
    for (const { provider, code, name, advice } of spoken) {
      const [line] = lines.filter((one) => one.startsWith(`${code} ${name}`) && one.includes(provider.name));
      expect(line).toContain(`: ${advice.summary}`);
    }
    expect(lines).toContain('529 Site Overloaded · Memfault: Wait 8 s, then retry');
  });

  it.each([
    ['42', /^42/],
    ['too many', /^429 Too ?Many/],
    ['TooMany', /^429 Too ?Many/],
    ['ServerTimeout', /^504 /],
    ['503 memfault', /^503 .* · Memfault/],
  ])('of %j', (text, line) => {
    const found = find(text);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((one) => !line.test(one))).toEqual([]);
  });

  it('are none for nothing, for a wait, and for what nobody says', () => {
    for (const text of ['', '  ', '1200', 'nonsense', '999', '<b>']) expect(find(text)).toEqual([]);
    expect(find('4', 3)).toHaveLength(3);
  });

  it('ask the look-up for their code, each in its own words', () => {
    const all = findBrief('', { ...briefTable }, 999, usualArrangement).concat(
      ['1', '2', '3', '4', '5'].flatMap((text) => findBrief(text, briefTable, 999, usualArrangement)),
    );
    expect(all.length).toBeGreaterThan(150);
    expect(new Set(all.map(({ question }) => question)).size).toBe(all.length);
    for (const { question, text } of all) {
      expect(readQuestion(question, 0)).toEqual({ kind: 'status', code: Number(text.slice(0, 3)) });
    }
  });

  it('are those of the providers in use, in their order', () => {
    const arranged = { order: ['huawei-cloud', 'huawei-ges'], off: ['huawei-oce'] };
    const names = (text: string, arrangement = usualArrangement) =>
      findBrief(text, briefTable, 99, arrangement).map(({ question }) => question);
    expect(names('404')).toEqual([
      '404 Huawei OCE',
      '404 Huawei DIS, Huawei GES',
      '404 Huawei Cloud',
      '404 RFC 9110',
    ]);
    expect(names('404', arranged)).toEqual([
      '404 Huawei Cloud',
      '404 Huawei GES, Huawei DIS',
      '404 RFC 9110',
    ]);
    expect(names('40', arranged).map((question) => question.slice(0, 3))).toEqual(
      names('40', arranged)
        .map((question) => question.slice(0, 3))
        .sort(),
    );
    expect(names('529', { order: [], off: ['memfault'] })).toEqual([]);
  });

  it('are shipped in every language, beside its other texts', () => {
    const files = ['en', 'zh_CN'].map((locale) => ({
      relativeDest: `_locales/${locale}/messages.json`,
      contents: '{"other":{"message":"kept"}}',
    }));
    addBriefTables(files);
    const messages = files.map(({ contents }) => JSON.parse(contents));
    expect(messages.map(({ other }) => other.message)).toEqual(['kept', 'kept']);
    const [english, chinese] = messages.map(({ brief_table }) => JSON.parse(brief_table.message));
    expect(english).toEqual(briefTable);

    speakChinese();
    const found = findBrief('529', chinese, 9, usualArrangement);
    expect(found.map(({ text }) => text)).toEqual(['529 Site Overloaded · Memfault：等待 8 秒后重试']);
  });
});
