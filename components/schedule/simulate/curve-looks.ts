// How curves are told apart: by dash as well as by colour, so that either is enough.

/** The looks of one curve. */
export interface CurveLook {
  /** A colour of theme.css. */
  readonly colour: 'accent' | 'ok' | 'client' | 'none' | 'server' | 'fg';
  /** Lengths of dashes and gaps, px; none for a solid line. */
  readonly dash: readonly number[];
  readonly width: number;
}

/** One look for each place of a pick; as many as can be told apart. */
export const curveLooks: readonly CurveLook[] = [
  { colour: 'accent', dash: [], width: 2 },
  { colour: 'ok', dash: [12, 4], width: 2 },
  { colour: 'client', dash: [2, 3], width: 2 },
  { colour: 'none', dash: [10, 3, 2, 3], width: 2 },
  { colour: 'server', dash: [5, 4], width: 2 },
  { colour: 'fg', dash: [10, 3, 2, 3, 2, 3], width: 1.5 },
];

/** The look of a place. */
export const lookOf = (place: number): CurveLook =>
  curveLooks[place % curveLooks.length] ?? { colour: 'fg', dash: [], width: 1 };
