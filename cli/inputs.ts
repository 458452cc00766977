// Which files are meant: those named, those of the folders named, and `-` for standard input.
import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from './usage.ts';

/** How the files of a folder are told from what else is in it. */
const inputNames = /\.(har|ndjson|jsonl)$/i;

/** The files in the order given, a folder's by name; what is not there stays, for the reader to say so. */
export function expandInputs(named: readonly string[]): string[] {
  const files = named.flatMap((name) => (isFolder(name) ? filesOf(name) : [name]));
  if (files.filter((file) => file === '-').length > 1)
    throw new UsageError('Standard input, -, is read once');
  return files;
}

const isFolder = (name: string): boolean =>
  name !== '-' && fs.statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;

function filesOf(folder: string): string[] {
  const files = fs
    .readdirSync(folder)
    .filter((name) => inputNames.test(name))
    .sort()
    .map((name) => path.join(folder, name));
  if (files.length === 0)
    throw new UsageError(`${folder}: there is no .har, .ndjson or .jsonl file in this folder`);
  return files;
}
