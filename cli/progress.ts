// The line on a terminal that says how far the work is; in a pipe or a log it says nothing.

/** A line that is written anew; `log` writes lines above it. */
export interface ProgressLine {
  show(text: string): void;
  log(lines: readonly string[]): void;
  /** Takes the line away. */
  end(): void;
}

/** What the line is written to: standard error. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Often enough to be seen moving. */
const BETWEEN_MS = 100;

/** A progress line on `terminal`; `now` gives milliseconds that only grow. */
export function createProgressLine(terminal: Terminal, now: () => number): ProgressLine {
  const isShown = terminal.isTTY === true;
  let shownAt = Number.NEGATIVE_INFINITY;
  let isThere = false;
  const clear = (): void => {
    if (isThere) terminal.write('\r\u001b[K');
    isThere = false;
  };
  return {
    show(text) {
      if (!isShown || now() - shownAt < BETWEEN_MS) return;
      shownAt = now();
      // A line that breaks can't be taken back; some terminals say 0 columns.
      terminal.write(`\r\u001b[K${text.slice(0, (terminal.columns || 80) - 1)}`);
      isThere = true;
    },
    log(lines) {
      clear();
      for (const line of lines) terminal.write(`${line}\n`);
    },
    end: clear,
  };
}
