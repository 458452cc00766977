// Where each annotated file goes: standard output, a file, or a folder in which it has its own name.
import fs from 'node:fs';
import path from 'node:path';
import { type ExportFormat, fileNameOf } from '../lib/transfer/export-format.ts';
import { UsageError } from './usage.ts';

/** A path for each file, null for standard output; a folder that is not there yet is made. */
export function targetsOf(
  files: readonly string[],
  out: string | undefined,
  format: ExportFormat,
): (string | null)[] {
  const isOne = files.length === 1;
  if (out === undefined || out === '-') {
    if (!isOne) throw new UsageError('Several files need a folder to go to: -o DIR');
    return [null];
  }
  const there = fs.statSync(out, { throwIfNoEntry: false });
  const endsAsFolder = /[\\/]$/.test(out);
  if (isOne && !endsAsFolder && !there?.isDirectory()) return [out];
  if (there && !there.isDirectory()) {
    throw new UsageError(`${out}: is no folder, and ${files.length} files can't go to one file`);
  }
  const targets = inFolder(files, out, endingOf(format));
  // Whoever names a file with -o means it; in a folder a name could be met by chance.
  const read = new Set(files.filter((file) => file !== '-').map((file) => path.resolve(file)));
  const met = targets.find((target) => read.has(path.resolve(target)));
  if (met !== undefined)
    throw new UsageError(`${met}: would be written over while it is read; choose another folder`);
  fs.mkdirSync(out, { recursive: true });
  return targets;
}

/** As the panel's own files of this format end: `.har`. */
const endingOf = (format: ExportFormat): string => fileNameOf(format, 0).replace(/^[^.]*/, '');

/** Files of one name from several folders are numbered: `a.har`, `a-2.har`. */
function inFolder(files: readonly string[], folder: string, ending: string): string[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const stem = file === '-' ? 'stdin' : path.basename(file).replace(/\.(har|ndjson|jsonl|json)$/i, '');
    let name = stem + ending;
    // Some file systems don't tell `A.har` from `a.har`.
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}${ending}`;
    taken.add(name.toLowerCase());
    return path.join(folder, name);
  });
}
