// Which providers say the very same, so that it is said once.
import type { StatusAnswer } from '../../lib/annotate/lookup.ts';

/** One answer and everyone who gives it, as one line of names. */
export interface AnswerGroup {
  readonly names: string;
  readonly answer: StatusAnswer;
}

/** Joins answers that differ in nothing but provider and source; the first of a group stands for it. */
export function groupAnswers(answers: readonly StatusAnswer[]): AnswerGroup[] {
  const groups = new Map<string, { names: string[]; answer: StatusAnswer }>();
  for (const answer of answers) {
    const { code, name, meaning, condition, advice } = answer;
    const key = JSON.stringify([code, name, meaning, condition, advice]);
    const group = groups.get(key);
    if (group) group.names.push(answer.provider.name);
    else groups.set(key, { names: [answer.provider.name], answer });
  }
  return [...groups.values()].map(({ names, answer }) => ({ names: names.join(', '), answer }));
}
