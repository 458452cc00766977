// How deep a parsed JSON value nests, told without ever going deeper than the limit.

/** Deeper files are hostile or broken: JSON.parse takes a million levels, JSON.stringify falls over at 10 000. */
export const DEPTH_LIMIT = 64;

/**
 * True where a value nests arrays and objects more than `limit` levels deep; looks no deeper than that.
 * Members called `unread` are passed over: the caller checks those itself.
 */
export function isDeeperThan(value: unknown, limit: number, unread = ''): boolean {
  return isContainer(value) && (limit <= 0 || holdsDeeper(value, limit - 1, unread));
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

function holdsDeeper(parent: object, limit: number, unread: string): boolean {
  if (Array.isArray(parent)) {
    for (const child of parent) {
      if (isContainer(child) && (limit <= 0 || holdsDeeper(child, limit - 1, unread))) return true;
    }
    return false;
  }
  const fields = parent as Record<string, unknown>;
  for (const key in fields) {
    const child = fields[key];
    if (!isContainer(child) || key === unread) continue;
    if (limit <= 0 || holdsDeeper(child, limit - 1, unread)) return true;
  }
  return false;
}
