// How texts of the log are read that may not be whole.

/** The value of a JSON text; null where it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
