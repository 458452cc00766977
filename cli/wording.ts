// Small pieces of sentences that the reports share.

/** `1 file`, `2 files`; the plural where it is no -s. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** Those of the texts that are there, with commas. */
export const listed = (texts: readonly string[]): string => texts.filter((text) => text !== '').join(', ');
