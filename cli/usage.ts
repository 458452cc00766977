// What was typed: reading its options, and failing with a message for the person who typed it.
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** Something wrong with what was typed or given; its message stands alone. */
export class UsageError extends Error {}

/** Options and positional arguments; an unknown option is a UsageError. */
export function readArgs<T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** One of the values that an option can have; `--name` stands in the message. */
export function readChoice<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((one) => one === value);
  if (choice === undefined) {
    throw new UsageError(`--${name} ${value}: it is one of ${choices.join(', ')}`);
  }
  return choice;
}

/** A number within limits, whole unless `fraction`. */
export function readFigure(
  name: string,
  value: string,
  { least = 0, most = Number.MAX_SAFE_INTEGER, fraction = false } = {},
): number {
  const figure = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (
    (fraction ? Number.isFinite(figure) : Number.isSafeInteger(figure)) &&
    figure >= least &&
    figure <= most
  )
    return figure;
  throw new UsageError(
    `--${name} ${value}: it is a ${fraction ? '' : 'whole '}number from ${least} to ${most}`,
  );
}
