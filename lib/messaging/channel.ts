// The seam between contexts: two ends that post and listen. Transport knows nothing of what is said.

/** One end of a connection; values are structured-clone safe. */
export interface Channel {
  post(message: unknown): void;
  listen(listener: (message: unknown) => void): void;
  /** Runs once when the other end is gone. */
  onClose(listener: () => void): void;
  close(): void;
}
