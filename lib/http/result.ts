// A value or a named failure: how every parser in the domain answers, so that nothing throws across its door.

/** What went wrong and where: `path` names the place (`statuses[3].code`, `entry 17`), '' for the whole. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** Either the value that was read or the problems that kept it from being read. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The successful result. */
export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

/** A failure at one place. */
export const fail = (path: string, message: string): Result<never> => ({
  ok: false,
  problems: [{ path, message }],
});

/** One line per problem, for a person: `statuses[3].code: 99 is not a status from 100 to 599`. */
export function formatProblems(problems: readonly Problem[]): string {
  return problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('\n');
}
