// Which element of the list shows which row: rows keep theirs, and those of a list that jumped take over what is there.

/** The key of each row that is drawn, by id and in order; the row `kept` has the focus, and keeps its element. */
export type RowElements = (ids: readonly string[], kept: string | null) => readonly number[];

/**
 * Starts with no row. Where less than half of the rows stay, the others take the elements of those that go, in their
 * order: to write into an element costs a third less than to make one.
 */
export function createRowElements(): RowElements {
  let known = new Map<string, number>();
  let last = 0;
  return (ids, kept) => {
    const isJump = ids.filter((id) => known.has(id)).length * 2 < ids.length;
    const left = [...known].flatMap(([id, key]) => (id === kept ? [] : [key])).values();
    const keyOf = (id: string): number => {
      const own = isJump && id !== kept ? left.next().value : known.get(id);
      if (own !== undefined) return own;
      last += 1;
      return last;
    };
    known = new Map(ids.map((id) => [id, keyOf(id)]));
    return [...known.values()];
  };
}
