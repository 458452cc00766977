// Which providers say the very same, so that it is said once.
import { say } from '../words/say.ts';
import type { StatusAnswer } from './lookup.ts';

/** One answer and everyone who gives it, as one line of names. */
export interface AnswerGroup {
  readonly names: string;
  readonly answer: StatusAnswer;
}

/**
 * Joins answers that differ in nothing but provider and source; the first of a group stands for it, and what it says of
 * its provider it says of all.
 */
export function groupAnswers(answers: readonly StatusAnswer[]): AnswerGroup[] {
  const groups = new Map<string, { names: string[]; answer: StatusAnswer }>();
  for (const answer of answers) {
    const { code, name, meaning, condition, advice, provider } = answer;
    const said = { ...advice, explanation: advice.explanation.replace(provider.name, '') };
    const key = JSON.stringify([code, name, meaning, condition, said]);
    const group = groups.get(key);
    if (group) group.names.push(provider.name);
    else groups.set(key, { names: [provider.name], answer });
  }
  return [...groups.values()].map(({ names, answer }) => ({
    names: names.join(', '),
    answer: names.length > 1 ? ofAll(answer) : answer,
  }));
}

/** The answer without its provider's name, which is not alone in its silence. */
function ofAll(answer: StatusAnswer): StatusAnswer {
  const { provider, code, advice } = answer;
  const { name } = provider;
  const explanation = advice.explanation
    .replace(say('advice.silentOnCode', { name, code }), say('advice.allSilentOnCode', { code }))
    .replace(say('advice.silentOnRetry', { name, code }), say('advice.allSilentOnRetry', { code }));
  return { ...answer, advice: { ...advice, explanation } };
}
