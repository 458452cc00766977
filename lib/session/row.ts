// What a row is: an exchange with everything that is said about it.
import type { Annotation } from '../annotate/annotation.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Attempt } from '../retry/calls.ts';
import type { Finding } from '../retry/finding.ts';

/** An exchange with everything that is said about it. */
export interface Row {
  readonly exchange: Exchange;
  readonly annotation: Annotation;
  readonly attempt: Attempt;
  readonly findings: readonly Finding[];
}

/** The place of an exchange among rows in order of start, −1 where it is none of theirs. */
export function placeOfExchange(rows: readonly Row[], exchange: Exchange): number {
  const start = exchange.startedDateTime;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] as Row).exchange.startedDateTime < start) low = middle + 1;
    else high = middle;
  }
  for (let place = low; rows[place]?.exchange.startedDateTime === start; place++) {
    if (rows[place]?.exchange === exchange) return place;
  }
  return -1;
}
