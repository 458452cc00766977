// How host patterns are written and matched: labels, `*` for one, a leading `**` for one or more, a path prefix.
import { fail, ok, type Result } from '../http/result.ts';
import { say } from '../words/say.ts';

/** A parsed pattern. Never a regular expression: a person's pattern can't be slow. */
export interface HostPattern {
  /** The pattern in its normal form: lower case, no trailing dot or slash. */
  readonly text: string;
  /** Labels from right to left (`com`, `memfault`, `api`), without the leading `**`. */
  readonly labels: readonly string[];
  /** True when a leading `**` stands for one or more labels. */
  readonly deep: boolean;
  /** '' or a path that starts with `/`. */
  readonly pathPrefix: string;
}

const LABEL = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?|\[[0-9a-f:.]{2,45}\])$/;

/** Reads a pattern; the problem names the label at fault and what a label may be. */
export function parseHostPattern(text: string): Result<HostPattern> {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === '') return fail('', say('pack.empty'));
  if (trimmed.length > 300) return fail('', say('pack.tooLong'));
  if (/^[a-z][a-z0-9+.-]*:\/\//.test(trimmed)) {
    return fail('', say('pack.scheme', { text }));
  }
  const slash = trimmed.indexOf('/');
  const host = (slash < 0 ? trimmed : trimmed.slice(0, slash)).replace(/\.$/, '');
  const path = slash < 0 ? '' : text.trim().slice(slash).replace(/\/$/, '');
  const labels = host.startsWith('[') ? [host] : host.split('.');
  const deep = labels[0] === '**';
  const rest = deep ? labels.slice(1) : labels;
  if (rest.length === 0) return fail('', say('pack.everyHost'));
  for (const label of rest) {
    if (label !== '*' && !LABEL.test(label)) return fail('', problemOf(label, host));
  }
  if (rest.every((label) => label === '*')) return fail('', say('pack.noLabel', { host }));
  return ok({ text: host + path, labels: rest.toReversed(), deep, pathPrefix: path });
}

function problemOf(label: string, host: string): string {
  if (label === '') return say('pack.emptyLabel', { host });
  if (label === '**') return say('pack.deepFirst', { host });
  if (label.includes('*')) return say('pack.wholeLabel', { host });
  if (label.includes(':')) return say('pack.port', { host });
  return say('pack.label', { host, label });
}

/**
 * The browser's own match patterns that cover these host patterns, for permission requests. The browser has no
 * wildcard inside a host, so `ges.*.example.com` widens to `*://*.example.com/*`.
 */
export function permissionPatterns(patterns: readonly HostPattern[]): string[] {
  const origins = new Set<string>();
  for (const { labels, deep } of patterns) {
    const star = labels.indexOf('*');
    const fixed = (star < 0 ? labels : labels.slice(0, star)).toReversed().join('.');
    origins.add(star < 0 && !deep ? `*://${fixed}/*` : `*://*.${fixed}/*`);
  }
  return [...origins].sort();
}

interface Node<T> {
  readonly children: Map<string, Node<T>>;
  /** Values whose pattern ends here, longest path prefix first. */
  readonly exact: { prefix: string; value: T }[];
  /** Values whose pattern has one or more labels more. */
  readonly deep: { prefix: string; value: T }[];
}

const newNode = <T>(): Node<T> => ({ children: new Map(), exact: [], deep: [] });

/** Finds the value of the most specific pattern; the cost grows with a host's labels, not with the patterns. */
export interface HostMatcher<T> {
  add(pattern: HostPattern, value: T): void;
  /** `host` lower case as URL.hostname gives it; `path` is what follows the host, query included. */
  find(host: string, path: string): T | undefined;
}

/**
 * A trie over reversed labels. At each label a name beats `*`, and `*` beats `**`, compared from the right;
 * among patterns of the same host the longer path prefix wins, then the one added first.
 */
export function createHostMatcher<T>(): HostMatcher<T> {
  const root = newNode<T>();
  return {
    add(pattern, value) {
      let node = root;
      for (const label of pattern.labels) {
        let next = node.children.get(label);
        if (!next) {
          next = newNode<T>();
          node.children.set(label, next);
        }
        node = next;
      }
      const list = pattern.deep ? node.deep : node.exact;
      list.push({ prefix: pattern.pathPrefix, value });
      list.sort((a, b) => b.prefix.length - a.prefix.length);
    },
    find(host, path) {
      const labels = host.startsWith('[') ? [host] : host.split('.').reverse();
      return walk(root, labels, 0, path);
    },
  };
}

function walk<T>(node: Node<T>, labels: readonly string[], depth: number, path: string): T | undefined {
  if (depth === labels.length) return pick(node.exact, path);
  const named = node.children.get(labels[depth] ?? '');
  const star = node.children.get('*');
  return (
    (named && walk(named, labels, depth + 1, path)) ??
    (star && walk(star, labels, depth + 1, path)) ??
    (node.deep.length > 0 ? pick(node.deep, path) : undefined)
  );
}

function pick<T>(list: readonly { prefix: string; value: T }[], path: string): T | undefined {
  for (const { prefix, value } of list) {
    if (prefix === '') return value;
    // A prefix ends at a segment: /v1 covers /v1, /v1/x and /v1?x, not /v10.
    if (path.startsWith(prefix) && /^(?:$|[/?#])/.test(path.slice(prefix.length, prefix.length + 1)))
      return value;
  }
  return undefined;
}
