// Which regular expressions the filter box accepts: those whose running time is bounded before they run.
import { shown } from '../http/quoted.ts';
import { fail, ok, type Result } from '../http/result.ts';
import { say } from '../words/say.ts';

/** Patterns are typed by hand; a longer one is a paste by mistake. */
const longestPattern = 200;
/** Larger counts make large programs. */
const largestCount = 100;
/** `a.*b.*c` has two; the time grows with the text's length to this power, and once more for the start. */
const mostOpenRepeats = 2;
/** Ways through the pattern besides the open repeats: each `?` doubles them, each `|` adds some. */
const mostChoices = 64;

/** What can make a pattern slow: see `parseFilterRegex`. */
interface Cost {
  /** Repeats of no fixed length that follow one another on the longest way through. */
  readonly openRepeats: number;
  readonly choices: number;
  /** Holds a quantifier or an alternation. */
  readonly branches: boolean;
}

const plain: Cost = { openRepeats: 0, choices: 1, branches: false };

/**
 * Compiles a case-insensitive pattern for `test`, or says what is wrong with it.
 *
 * A backtracking engine takes exponential time for some short patterns: a repeat in a repeat `(a+)+`, an
 * alternation in a repeat `(a|a)*`, many optional parts `a?a?a?…`; and time of a high degree for many
 * repeats, worst where they touch, `\w+.*`. It cannot be interrupted either, so such patterns are refused:
 * nothing that is repeated may branch, references back are not allowed, and the ways through are counted.
 */
export function parseFilterRegex(pattern: string): Result<RegExp> {
  const refuse = (why: string) => fail('', say('filter.unused', { term: `/${shown(pattern)}/`, why }));
  if (pattern.length > longestPattern) return refuse(say('filter.regex.long', { most: longestPattern }));
  let regex: RegExp;
  try {
    regex = new RegExp(pattern, 'i');
  } catch {
    return refuse(say('filter.regex.invalid'));
  }
  // A leading `.*` says nothing where a match may start anywhere, yet makes the search quadratic.
  const core = pattern.replace(/^(?:\.\*\??)+/, '');
  const problem = new Scanner(core).problem();
  if (problem !== '') return refuse(problem);
  return ok(core === pattern ? regex : new RegExp(core, 'i'));
}

/** Walks a pattern that the engine has already accepted, so that anything unexpected is a literal. */
class Scanner {
  readonly #pattern: string;
  #at = 0;
  #problem = '';
  /** An open-ended repeat came before, and nothing that must match since. */
  #afterRepeat = false;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** Why the pattern could be slow, '' when it cannot. */
  problem(): string {
    const cost = this.#alternatives();
    if (this.#problem) return this.#problem;
    if (cost.openRepeats > mostOpenRepeats) return say('filter.regex.repeats', { most: mostOpenRepeats });
    return cost.choices > mostChoices ? say('filter.regex.choices') : '';
  }

  #alternatives(): Cost {
    const before = this.#afterRepeat;
    let cost = this.#sequence();
    while (this.#take('|')) {
      const after: boolean = this.#afterRepeat;
      this.#afterRepeat = before;
      const other = this.#sequence();
      this.#afterRepeat ||= after;
      cost = {
        openRepeats: Math.max(cost.openRepeats, other.openRepeats),
        choices: cost.choices + other.choices,
        branches: true,
      };
    }
    return cost;
  }

  #sequence(): Cost {
    let cost = plain;
    while (this.#at < this.#pattern.length && !'|)'.includes(this.#pattern.charAt(this.#at))) {
      const before: boolean = this.#afterRepeat;
      const next = this.#quantified(this.#atom(), before);
      cost = {
        openRepeats: cost.openRepeats + next.openRepeats,
        choices: cost.choices * next.choices,
        branches: cost.branches || next.branches,
      };
    }
    return cost;
  }

  #atom(): Cost {
    if (this.#take('(')) {
      this.#match(/\?(?:[:=!]|<[=!]|<[^>]*>|[a-z-]*:)/y);
      const inner = this.#alternatives();
      this.#take(')');
      return inner;
    }
    this.#afterRepeat = false;
    if (this.#match(/\\(?:[1-9]|k)/y)) this.#refuse(say('filter.regex.back'));
    else if (!this.#match(/\[(?:\\.|[^\]\\])*\]|\\./y)) this.#at++;
    return plain;
  }

  #quantified(inner: Cost, afterRepeat: boolean): Cost {
    const quantifier = this.#match(/[*+?]|\{\d+(?:,\d*)?\}/y);
    if (!quantifier) return inner;
    this.#take('?');
    const [least, most] = bounds(quantifier);
    if (least === 0) this.#afterRepeat ||= afterRepeat;
    if (most <= 1) return { ...inner, choices: inner.choices + 1, branches: true };
    if (least > largestCount || (most > largestCount && most !== Number.POSITIVE_INFINITY)) {
      this.#refuse(say('filter.regex.count', { most: largestCount }));
    }
    if (inner.branches) this.#refuse(say('filter.regex.nested'));
    if (least === most) return { ...plain, branches: true };
    if (afterRepeat) this.#refuse(say('filter.regex.touching'));
    this.#afterRepeat = true;
    return { openRepeats: 1, choices: 1, branches: true };
  }

  #refuse(why: string): void {
    this.#problem ||= why;
  }

  #take(char: string): boolean {
    if (this.#pattern.charAt(this.#at) !== char) return false;
    this.#at++;
    return true;
  }

  #match(sticky: RegExp): string {
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#pattern)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }
}

function bounds(quantifier: string): readonly [number, number] {
  if (quantifier === '*') return [0, Number.POSITIVE_INFINITY];
  if (quantifier === '+') return [1, Number.POSITIVE_INFINITY];
  if (quantifier === '?') return [0, 1];
  const [least = '0', most] = quantifier.slice(1, -1).split(',');
  return [Number(least), most === '' ? Number.POSITIVE_INFINITY : Number(most ?? least)];
}
