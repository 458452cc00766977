// How the headers of many exchanges are packed: what many say is said once, and only what differs is kept with each.
import type { Header } from '../http/exchange.ts';

/** Values of one name beyond which each exchange keeps its own: a date, an id, a count. */
const MOST_SHARED = 8;

/** Lists of headers without what differs; as JSON. */
export interface PackedShapes {
  /** Name, value, name, value … */
  readonly headers: readonly string[];
  /** Of each shape what it has in order: the number of a header, or a name whose value each list has for itself. */
  readonly shapes: readonly (readonly (number | string)[])[];
}

/** A list of headers: the number of its shape, and the values that the shape leaves open, in order. */
export interface ShapedHeaders {
  readonly shape: number;
  readonly values: readonly string[];
}

/** What many lists of headers have alike, as it is read. */
export interface HeaderShape {
  /** With '' for what is left open. */
  readonly headers: readonly Header[];
  /** The places of what is left open, ascending. */
  readonly open: readonly number[];
}

/** Packs lists of headers, each as name, value, name, value …; the shaped ones are in the order of the lists. */
export function packShapes(lists: readonly (readonly string[])[]): PackedShapes & {
  readonly shaped: readonly ShapedHeaders[];
} {
  const valuesByName = new Map<string, Set<string>>();
  for (const list of lists) {
    for (let at = 0; at < list.length; at += 2) {
      const name = list[at] as string;
      const values = valuesByName.get(name) ?? new Set();
      valuesByName.set(name, values);
      if (values.size <= MOST_SHARED) values.add(list[at + 1] as string);
    }
  }
  const headers: string[] = [];
  const numberOfHeader = numbering<readonly [string, string]>((header) => headers.push(...header));
  const shapes: (readonly (number | string)[])[] = [];
  const numberOfShape = numbering<readonly (number | string)[]>((shape) => shapes.push(shape));
  const shaped = lists.map((list): ShapedHeaders => {
    const shape: (number | string)[] = [];
    const values: string[] = [];
    for (let at = 0; at < list.length; at += 2) {
      const [name, value] = [list[at] as string, list[at + 1] as string];
      if ((valuesByName.get(name)?.size ?? 0) <= MOST_SHARED) shape.push(numberOfHeader([name, value]));
      else {
        shape.push(name);
        values.push(value);
      }
    }
    return { shape: numberOfShape(shape), values };
  });
  return { headers, shapes, shaped };
}

/** The number of each value, from 0 on; `onNew` hears of each once, in order. */
export function numbering<T>(onNew: (value: T) => void): (value: T) => number {
  const numbers = new Map<string, number>();
  return (value) => {
    const key = JSON.stringify(value);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    onNew(value);
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  };
}

/** Reads packed shapes; null where something is not what it has to be. */
export function readShapes(headers: unknown, shapes: unknown): HeaderShape[] | null {
  if (!Array.isArray(headers) || !headers.every(isText) || !Array.isArray(shapes)) return null;
  const known: Header[] = [];
  for (let at = 0; at < headers.length; at += 2)
    known.push({ name: headers[at] as string, value: headers[at + 1] ?? '' });
  const read: HeaderShape[] = [];
  for (const items of shapes) {
    if (!Array.isArray(items)) return null;
    const list: Header[] = [];
    const open: number[] = [];
    for (const item of items) {
      const header = isText(item) ? { name: item, value: '' } : known[item];
      if (!header) return null;
      if (isText(item)) open.push(list.length);
      list.push(header);
    }
    read.push({ headers: list, open });
  }
  return read;
}

/** The headers of a shape with the values of one exchange, which begin at the place `from`; a missing one is ''. */
export function fillShape(
  { headers, open }: HeaderShape,
  values: readonly string[],
  from: number,
): readonly Header[] {
  if (open.length === 0) return headers;
  const filled = headers.slice();
  open.forEach((place, index) => {
    filled[place] = { name: headers[place]?.name ?? '', value: values[from + index] ?? '' };
  });
  return filled;
}

const isText = (value: unknown): value is string => typeof value === 'string';
