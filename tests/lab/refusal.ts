// What the lab says when a test asks for something that cannot be answered.

/** A request the lab refuses; its message becomes the text of a 400. */
export class Refusal extends Error {}

/** Reads a status that a final response can have, 200 to 599; throws `Refusal` for any other. */
export function finalStatus(text: string): number {
  const status = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (status < 200 || status > 599) {
    throw new Refusal(`The lab answers with a final status, 200 to 599, not "${text}"`);
  }
  return status;
}
