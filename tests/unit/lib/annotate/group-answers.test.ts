import { expect, it } from 'vitest';
import { groupAnswers } from '../../../../lib/annotate/group-answers.ts';
import { lookup } from '../../../../lib/annotate/lookup.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { speakChinese } from '../../../fixtures/speak-chinese.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const groups = (text: string) => groupAnswers(lookup(text, catalogue, { now: 0 }));

it('says once what several say, and each name once', () => {
  const found = groups('503');
  const names = found.flatMap((group) => group.names.split(', '));
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(6);
  expect(found.length).toBeLessThan(6);
});

it('joins those that are silent, and says so of all of them', () => {
  const silent = groups('529').find(({ names }) => names.startsWith('Huawei DIS'));
  expect(silent?.names).toBe('Huawei DIS, Huawei GES, Huawei Cloud');
  expect(silent?.answer.advice.explanation).toContain('None of them documents 529.');
  const alone = groups('529').find(({ names }) => names === 'Huawei OCE');
  expect(alone?.answer.advice.explanation).toContain('Huawei OCE documents no 529.');
});

it('joins the same in every language', () => {
  const english = ['200', '404', '425', '503', '529'].map(groups);
  speakChinese();
  const chinese = ['200', '404', '425', '503', '529'].map(groups);
  const namesOf = (found: typeof english) => found.map((all) => all.map(({ names }) => names));
  expect(namesOf(chinese)).toEqual(namesOf(english));
  const silent = groups('529').find(({ names }) => names.startsWith('Huawei DIS'));
  expect(silent?.answer.advice.explanation).toContain('它们的文档中都没有 529。');
});
