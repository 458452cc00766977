// What the operating system refused, in words.

const words: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOSPC: 'no space is left on the disk',
  EMFILE: 'too many files are open',
};

/** Whether the system refused something, as opposed to a fault of this program. */
export function isSystemFault(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

/** The cause in words; what is no refusal of the system is thrown on. */
export function systemFault(error: unknown): string {
  if (!isSystemFault(error)) throw error;
  return words[error.code ?? ''] ?? error.message;
}
