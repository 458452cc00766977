// Where faults of the extension itself are told: the console of the context they happen in.

/** Reports something that went wrong without stopping anything. */
export function warn(problem: unknown): void {
  // biome-ignore lint/suspicious/noConsole: this is the one place that writes there
  console.warn('Retryscope:', problem);
}
