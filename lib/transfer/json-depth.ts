// How deep the JSON of a file may nest.

/** Deeper files are hostile or broken: JSON.parse takes a million levels, JSON.stringify falls over at 10 000. */
export const DEPTH_LIMIT = 64;
