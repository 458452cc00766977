// Judgements on texts that come again and again: names of headers, origins of requests.

/** Longer texts are hostile, or never the same. */
const LONGEST = 256;
const MOST_KEPT = 2048;

/** The same judgement with a memory of short texts; `judge` depends on its text alone. */
export function remembering<T extends {}>(judge: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const verdict = judge(text);
    if (known.size >= MOST_KEPT) known.clear();
    if (text.length <= LONGEST) known.set(text, verdict);
    return verdict;
  };
}
