// What /status answers and a refused WebSocket handshake too: the fields and the body that a query asks for.
import { finalStatus, Refusal } from './refusal.ts';
import { type Field, numberIn, timeFields } from './retry-after.ts';
import type { Answer } from './visit.ts';

/**
 * The answer of a status: `retry-after`, `retry-after-date`, `in`, `date`, `clock` and `h=name:value` make its fields.
 * Its body is a short JSON object, or the text of `body`, or with `problem` an `application/problem+json` object
 * (RFC 9457) whose detail is that parameter's value; `bytes` pads the object to exactly so many bytes.
 */
export function statusAnswer(query: URLSearchParams, code: string): Answer {
  const status = finalStatus(code);
  const fields: Field[] = [...timeFields(query, Date.now()), ...query.getAll('h').map(parseField)];
  const detail = query.get('problem');
  const problem = { type: 'about:blank', title: `The lab answers ${status}.`, status, detail };
  if (detail !== null) fields.push(['Content-Type', 'application/problem+json']);
  const object = detail === null ? { status, message: `The lab answers ${status}.` } : problem;
  const size = query.has('bytes') ? numberIn(query, 'bytes', 0, 10_000_000) : undefined;
  return { status, fields, body: query.get('body') ?? (size === undefined ? object : padded(object, size)) };
}

/** The object with a member that makes its JSON `size` bytes long. */
function padded(object: object, size: number): object {
  const missing = size - Buffer.byteLength(JSON.stringify({ ...object, padding: '' }));
  if (!Number.isInteger(missing) || missing < 0) {
    throw new Refusal(`bytes is a whole number, at least ${size - missing} here`);
  }
  return { ...object, padding: '.'.repeat(missing) };
}

const framing = /^(connection|content-length|transfer-encoding|trailer|upgrade)$/i;

function parseField(text: string): Field {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(0, colon)).trim();
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new Refusal(`h takes name:value, not "${text}"`);
  if (framing.test(name)) throw new Refusal(`${name} would break the message; the lab sets it`);
  return [name, text.slice(colon + 1)];
}
