// Whose rules are in force: the built-in packs, those of `--pack FILE` and the assignments of `--assign HOST=PROVIDER`.
import fs from 'node:fs';
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
import { systemFault } from './system-fault.ts';
import { UsageError } from './usage.ts';

/** What a catalogue is made of, beside what is built in; plain data that can travel to a worker. */
export interface OwnRules {
  readonly packs: readonly Pack[];
  readonly assignments: readonly Assignment[];
}

/** Reads the options; whatever can't be used is a UsageError. */
export function readOwnRules(packFiles: readonly string[] = [], assigned: readonly string[] = []): OwnRules {
  const own = { packs: packFiles.map(readPack), assignments: assigned.map(readAssignment) };
  const { problems } = catalogueOf(own);
  if (problems.length > 0) throw new UsageError(formatProblems(problems));
  return own;
}

/** The catalogue in force: a pack of one's own replaces the built-in one of its id. */
export function catalogueOf({ packs, assignments }: OwnRules): Catalogue {
  const own = new Set(packs.map(({ id }) => id));
  const rest = builtInPacks.filter(({ id }) => !own.has(id));
  return createCatalogue([...packs, ...rest], genericPack, assignments);
}

/** The provider of that id must be there; a UsageError names those that are. */
export function requireProvider(catalogue: Catalogue, id: string): void {
  if (catalogue.provider(id)) return;
  const known = [...catalogue.providers, catalogue.generic].map(({ pack }) => pack.id).join(', ');
  throw new UsageError(`There is no provider "${id}"; there are ${known}`);
}

function readAssignment(text: string): Assignment {
  const assignment = parseAssignment(text);
  if (!assignment.ok) throw new UsageError(`--assign ${text}: ${formatProblems(assignment.problems)}`);
  return assignment.value;
}

function readPack(file: string): Pack {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file}: can't be read: ${systemFault(error)}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file}: is not JSON: ${(error as Error).message}`);
  }
  const pack = parsePack(value);
  if (!pack.ok) throw new UsageError(`${file}: is not a pack:\n${formatProblems(pack.problems)}`);
  return pack.value;
}
