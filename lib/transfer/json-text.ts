// How values are written as JSON on one line, so that no character in them can disturb a terminal or a page.

/** What is invisible, or reorders what follows: JSON.stringify escapes the first 32 and lone surrogates alone. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Nearly all texts are of these characters alone, which is found out much sooner. */
const visible = /^[ -~]*$/;

/** The value as JSON on one line; control, format and bidirectional characters are escaped, which loses nothing. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return visible.test(text) ? text : text.replace(unseen, escaped);
}

function escaped(character: string): string {
  let text = '';
  for (let index = 0; index < character.length; index++) {
    text += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return text;
}
