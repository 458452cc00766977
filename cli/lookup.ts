// `retryscope lookup`: what each provider says about a status.
import { lookup, type StatusAnswer } from '../lib/annotate/lookup.ts';
import { formatProblems } from '../lib/http/result.ts';
import { parseStatus } from '../lib/http/status.ts';
import { formatDuration } from '../lib/retry/duration.ts';
import { catalogueOf, readOwnRules, requireProvider } from './packs.ts';
import { readArgs, UsageError } from './usage.ts';

/** Prints the answers; 1 when there is none. */
export function lookupCommand(args: readonly string[]): number {
  const { values, positionals } = readArgs(args, {
    provider: { type: 'string' },
    method: { type: 'string' },
    'retry-after': { type: 'string' },
    pack: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  });
  const text = positionals.join(' ');
  if (text === '') throw new UsageError('Name a status or a text: retryscope lookup 503');
  if (/^[+-]?[\d.]+$/.test(text)) {
    const status = parseStatus(text);
    if (!status.ok) throw new UsageError(formatProblems(status.problems));
  }
  const catalogue = catalogueOf(readOwnRules(values.pack));
  const { provider, method, 'retry-after': retryAfter } = values;
  if (provider !== undefined) requireProvider(catalogue, provider);
  const answers = lookup(text, catalogue, {
    now: Date.now(),
    ...(provider === undefined ? {} : { provider }),
    ...(method === undefined ? {} : { method: method.toUpperCase() }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
  if (values.json) process.stdout.write(`${JSON.stringify(answers.map(toJson), null, 2)}\n`);
  else if (answers.length === 0) process.stdout.write(`No provider documents a status like "${text}".\n`);
  else process.stdout.write(`${answers.map(toText).join('\n\n')}\n`);
  return answers.length === 0 ? 1 : 0;
}

function toJson({ provider, code, name, meaning, condition, advice, source }: StatusAnswer) {
  const { decision, stage, waits, instants, maxRetries, windowSeconds, summary } = advice;
  return {
    provider: provider.id,
    code,
    name,
    meaning,
    ...(condition ? { condition } : {}),
    advice: {
      decision,
      stage,
      waits,
      instants,
      maxRetries,
      windowSeconds,
      summary,
      escalate: advice.escalate,
      cautions: advice.cautions,
    },
    source,
  };
}

function toText({ provider, code, name, meaning, advice, source }: StatusAnswer): string {
  const lines = [`${provider.name}  ${code} ${name}: ${meaning}`, `  ${advice.summary} [${advice.stage}]`];
  if (advice.explanation) lines.push(`  ${advice.explanation}`);
  const { instants } = advice;
  if (instants.length > 0) {
    const shown = instants.slice(0, 6).map(formatDuration).join(', ');
    const more = instants.length > 6 ? ` … ${formatDuration(instants.at(-1) ?? 0)}` : '';
    lines.push(`  Retry at ${shown}${more} after the response`);
  }
  for (const caution of advice.cautions) lines.push(`  ! ${caution}`);
  lines.push(`  ${[source.document, `row ${source.row}`, source.url].filter(Boolean).join(' · ')}`);
  return lines.join('\n');
}
