// What the commands share: reading options, and failing with a message for the person who typed them.
import fs from 'node:fs';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { formatProblems } from '../lib/http/result.ts';
import { builtInPacks, genericPack } from '../lib/providers/built-in.ts';
import {
  type Assignment,
  type Catalogue,
  createCatalogue,
  parseAssignment,
} from '../lib/providers/catalogue.ts';
import type { Pack } from '../lib/providers/pack.ts';
import { parsePack } from '../lib/providers/parse-pack.ts';

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

/** Reads a file, or standard input for `-`. */
export function readText(file: string): string {
  try {
    return fs.readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${(error as Error).message}`);
  }
}

/** Writes a file, or standard output for `-`. */
export function writeText(file: string, text: string): void {
  if (file === '-') {
    process.stdout.write(text);
    return;
  }
  try {
    fs.writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`${file} can't be written: ${(error as Error).message}`);
  }
}

/** The built-in packs with those of `--pack FILE` in front and the assignments of `--assign HOST=PROVIDER`. */
export function readCatalogue(
  packFiles: readonly string[] = [],
  assigned: readonly string[] = [],
): Catalogue {
  const packs = packFiles.map(readPack);
  const own = new Set(packs.map(({ id }) => id));
  const assignments = assigned.map((text): Assignment => {
    const assignment = parseAssignment(text);
    if (!assignment.ok) throw new UsageError(`--assign ${text}: ${formatProblems(assignment.problems)}`);
    return assignment.value;
  });
  const rest = builtInPacks.filter(({ id }) => !own.has(id));
  const catalogue = createCatalogue([...packs, ...rest], genericPack, assignments);
  if (catalogue.problems.length > 0) throw new UsageError(formatProblems(catalogue.problems));
  return catalogue;
}

function readPack(file: string): Pack {
  let value: unknown;
  try {
    value = JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`);
  }
  const pack = parsePack(value);
  if (!pack.ok) throw new UsageError(`${file} is not a pack:\n${formatProblems(pack.problems)}`);
  return pack.value;
}
