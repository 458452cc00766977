// How sentences end and follow one another, whatever language each of them is in: a provider's own words stay English.

const ended = /[.!?。！？]$/;
/** Full-width stops have their space with them. */
const endedWide = /[。！？]$/;
const chinese = /\p{Script=Han}/u;

/** The text with a final full stop, that of its language; '' and what has an end already stay as they are. */
export function endSentence(text: string): string {
  if (text === '' || ended.test(text)) return text;
  return `${text}${chinese.test(text) ? '。' : '.'}`;
}

/** Whole sentences one after the other; '' is left out. */
export function joinSentences(...sentences: readonly string[]): string {
  return sentences
    .filter(Boolean)
    .reduce((text, next) => (text === '' || endedWide.test(text) ? text + next : `${text} ${next}`), '');
}
