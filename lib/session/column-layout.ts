// Which columns the list of responses has, and what a person has made of them: order, widths, what is hidden.

/** The columns in their order on screen. */
export const columnIds = ['status', 'method', 'call', 'provider', 'advice', 'time', 'waterfall'] as const;

export type ColumnId = (typeof columnIds)[number];

/** What the rows are ordered by. */
export interface ColumnSort {
  readonly by: ColumnId;
  readonly descending: boolean;
}

/** A person's choices; whatever is not chosen follows the room there is. */
export interface ColumnLayout {
  /** Null for the order of start, in which attempts stand under their call. */
  readonly sort: ColumnSort | null;
  /** Widths in px. */
  readonly widths: Readonly<Partial<Record<ColumnId, number>>>;
  /** Columns shown or hidden against what the room says. */
  readonly shown: Readonly<Partial<Record<ColumnId, boolean>>>;
}

/** Nothing chosen. */
export const defaultColumnLayout: ColumnLayout = { sort: null, widths: {}, shown: {} };

/** No column is narrower, px. */
export const LEAST_COLUMN = 40;
/** No column is wider, px. */
export const MOST_COLUMN = 2000;

/** The layout in a stored value; what is not one is left out. */
export function parseColumnLayout(value: unknown): ColumnLayout {
  const { sort, widths, shown } = fieldsOf(value);
  return {
    sort: parseSort(sort),
    widths: pick(widths, (width): width is number => {
      return typeof width === 'number' && width >= LEAST_COLUMN && width <= MOST_COLUMN;
    }),
    // The call is what a row is about: it cannot be hidden.
    shown: pick({ ...fieldsOf(shown), call: undefined }, (is) => typeof is === 'boolean'),
  };
}

function parseSort(value: unknown): ColumnSort | null {
  const { by, descending } = fieldsOf(value);
  const id = columnIds.find((one) => one === by);
  return id ? { by: id, descending: descending === true } : null;
}

function pick<T>(value: unknown, fits: (one: unknown) => one is T): Partial<Record<ColumnId, T>> {
  const fields = fieldsOf(value);
  const picked: Partial<Record<ColumnId, T>> = {};
  for (const id of columnIds) {
    const one = fields[id];
    if (fits(one)) picked[id] = one;
  }
  return picked;
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
