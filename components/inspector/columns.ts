// Which columns the list shows in the room it has, how wide they are, and what a person's choice makes of that.
import {
  type ColumnId,
  type ColumnLayout,
  type ColumnSort,
  columnIds,
  LEAST_COLUMN,
  MOST_COLUMN,
} from '../../lib/session/column-layout.ts';

/** From this width of the list on, px, a column is shown without being asked for; the others always are. */
const roomFor: Partial<Readonly<Record<ColumnId, number>>> = {
  time: 340,
  method: 560,
  provider: 560,
  waterfall: 720,
};

/** The order of the list while nothing else is chosen. */
const byStart: ColumnSort = { by: 'waterfall', descending: false };

/** The columns shown in a list so many px wide. */
export function columnsFor({ shown }: ColumnLayout, width: number): ColumnId[] {
  return columnIds.filter((id) => shown[id] ?? hasRoom(id, width));
}

const hasRoom = (id: ColumnId, width: number): boolean => width >= (roomFor[id] ?? 0);

/** The columns' sizes as CSS grid tracks; those that nobody resized share the room that is left. */
export function tracksOf(
  columns: readonly ColumnId[],
  widths: ColumnLayout['widths'],
  width: number,
): string {
  const tracks = columns.map((id) => {
    const own = widths[id];
    return own === undefined ? trackOf(id, width) : `minmax(${LEAST_COLUMN}px, ${own}px)`;
  });
  // With every flexible column resized the last one takes what is left, or the rows would end before the list does.
  if (!tracks.some((track) => track.includes('fr')))
    tracks.push(tracks.pop()?.replace(/, .*/, ', 1fr)') ?? '');
  return tracks.join(' ');
}

function trackOf(id: ColumnId, width: number): string {
  switch (id) {
    case 'status':
      return 'minmax(52px, 64px)';
    case 'method':
      return 'minmax(44px, 70px)';
    case 'call':
      return 'minmax(80px, 1fr)';
    case 'provider':
      return 'minmax(56px, 104px)';
    case 'advice':
      if (width < 560) return 'minmax(100px, 190px)';
      return width < 720 ? 'minmax(150px, 0.8fr)' : 'minmax(170px, 0.6fr)';
    case 'time':
      return 'minmax(52px, 68px)';
    case 'waterfall':
      return width < 560 ? 'minmax(80px, 120px)' : 'minmax(110px, 0.5fr)';
  }
}

/** What the list is ordered by. */
export const sortOf = ({ sort }: ColumnLayout): ColumnSort => sort ?? byStart;

/** The next order of a column: rising, falling, then back to the order of start. */
export function sortedBy(layout: ColumnLayout, by: ColumnId): ColumnLayout {
  const now = sortOf(layout);
  if (now.by !== by) return { ...layout, sort: by === 'waterfall' ? null : { by, descending: false } };
  return { ...layout, sort: now.descending ? null : { by, descending: true } };
}

/** A column's width as chosen, kept inside its limits; null for none. */
export function resized(layout: ColumnLayout, id: ColumnId, width: number | null): ColumnLayout {
  const { [id]: _, ...others } = layout.widths;
  return { ...layout, widths: width === null ? others : { ...others, [id]: limited(width) } };
}

/** A width in px inside the limits of a column. */
export const limited = (width: number): number =>
  Math.round(Math.min(Math.max(width, LEAST_COLUMN), MOST_COLUMN));

/** Shows a hidden column or hides a shown one; a choice is kept only where it differs from what the room says. */
export function toggled(layout: ColumnLayout, id: ColumnId, width: number): ColumnLayout {
  const { [id]: before, ...others } = layout.shown;
  const next = !(before ?? hasRoom(id, width));
  return { ...layout, shown: next === hasRoom(id, width) ? others : { ...others, [id]: next } };
}
