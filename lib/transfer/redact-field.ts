// Redaction of the fields that repeat from exchange to exchange: what was found clean once is not searched again.
import { redactBody } from './redact-body.ts';
import { rulesInForce } from './redact-rules.ts';
import { redactText } from './redact-text.ts';
import { redactAddress } from './redact-url.ts';
import type { Secrets } from './secrets.ts';

type Redact = (text: string, secrets: Secrets) => string;

/** How many texts are remembered, and of what length: at most half a megabyte in each memory. */
interface Memory {
  readonly texts: number;
  readonly longest: number;
}

const fields: Memory = { texts: 1024, longest: 256 };
const bodies: Memory = { texts: 32, longest: 8192 };

/** As `redactAddress`, for whole fields. */
export const redactAddressField: Redact = rememberingClean(
  (url, secrets) => redactAddress(url, secrets),
  fields,
);

/** As `redactText`, for whole fields. */
export const redactTextField: Redact = rememberingClean(redactText, fields);

/** As `redactBody`, for whole bodies: retries meet the same error again and again. */
export const redactBodyField: Redact = rememberingClean(redactBody, bodies);

/**
 * The same redaction with a memory of the texts that came back unchanged and told of no secret. That is a matter of
 * the text alone, so nothing passes from one exchange to another; what other fields tell of is removed afterwards.
 */
export function rememberingClean(redact: Redact, memory: Memory): Redact {
  const clean = new Set<string>();
  let rules = rulesInForce();
  return (text, secrets) => {
    if (text.length > memory.longest) return redact(text, secrets);
    if (rules !== rulesInForce()) clean.clear();
    rules = rulesInForce();
    if (clean.has(text)) return text;
    const before = secrets.found();
    const result = redact(text, secrets);
    if (result !== text || secrets.found() !== before) return result;
    if (clean.size >= memory.texts) clean.clear();
    clean.add(text);
    return text;
  };
}
