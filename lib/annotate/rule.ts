// Which rule is in force for a status at a provider: its own row, else HTTP's, else the x00 of its class.
import { statusClass } from '../http/status.ts';
import type { Catalogue, Provider } from '../providers/catalogue.ts';
import type { PackStatus } from '../providers/pack.ts';
import type { Policy } from '../retry/policy.ts';
import { sayJoined } from '../words/joined.ts';
import { say } from '../words/say.ts';
import type { Source } from './annotation.ts';

/** A rule with where it was read. `unsaid` is the sentence about the provider's silence, '' when it speaks. */
export interface Rule {
  readonly name: string;
  readonly meaning: string;
  readonly condition: string;
  readonly policy: Policy;
  readonly source: Source;
  readonly unsaid: string;
}

const nowhere: Policy = { decision: 'not-stated', stage: 'class' };

/** The rule for a code, never another provider's. `code` is any number; `provider` undefined means HTTP alone. */
export function ruleFor(code: number, provider: Provider | undefined, catalogue: Catalogue): Rule {
  const { generic } = catalogue;
  const own = provider && provider !== generic ? provider.row(code) : undefined;
  if (own && provider && own.retry.stage !== 'generic') return fromRow(own, provider, '');

  const unsaid = silence(code, own, provider, generic);
  const http = generic.row(code);
  if (own && provider) {
    // The provider's meaning stands; only the handling comes from HTTP.
    const rule = fromRow(own, provider, unsaid);
    return http ? { ...rule, policy: http.retry, source: sourceOf(http, generic) } : rule;
  }
  return http ? fromRow(http, generic, unsaid) : classRule(code, generic, unsaid);
}

/** What HTTP itself says of a response that never came (RFC 9110 §9.2.2). */
export function transportRule(catalogue: Catalogue, name: string, meaning: string): Rule {
  const document = catalogue.generic.pack.documents[0];
  return {
    name,
    meaning,
    condition: '',
    policy: { decision: 'not-stated', stage: 'transport' },
    source: citation(document, 'RFC 9110 §9.2.2'),
    unsaid: '',
  };
}

function fromRow(row: PackStatus, provider: Provider, unsaid: string): Rule {
  return {
    name: row.name,
    meaning: row.meaning,
    condition: row.condition ?? '',
    policy: row.retry,
    source: sourceOf(row, provider),
    unsaid,
  };
}

/** RFC 9110 §15: an unknown code is treated as the x00 of its class; one outside 100–599 as a server error. */
function classRule(code: number, generic: Provider, unsaid: string): Rule {
  const known = statusClass(code) !== 'unknown' && statusClass(code) !== 'none';
  const stand = known ? Math.floor(code / 100) * 100 : 500;
  const row = generic.row(stand);
  return {
    name: say(known ? 'advice.unregistered' : 'advice.invalid'),
    meaning: known
      ? say('advice.treatedAs', { stand: row ? `${stand} ${row.name}` : stand })
      : say('advice.treatedAsError'),
    condition: '',
    policy: { ...(row?.retry ?? nowhere), stage: 'class' },
    source: citation(generic.pack.documents[0], 'RFC 9110 §15'),
    unsaid,
  };
}

function silence(
  code: number,
  own: PackStatus | undefined,
  provider: Provider | undefined,
  generic: Provider,
): string {
  if (!provider || provider === generic) return '';
  const { name, generalAdvice } = provider.pack;
  if (own) {
    const handled = statusClass(code);
    return handled === 'client' || handled === 'server' ? say('advice.silentOnRetry', { name, code }) : '';
  }
  const silent = say('advice.silentOnCode', { name, code });
  return generalAdvice
    ? sayJoined('advice.sentences', [silent, say('advice.general', { advice: generalAdvice })])
    : silent;
}

function sourceOf(row: PackStatus, provider: Provider): Source {
  const document = provider.pack.documents[row.document ?? 0];
  return citation(document, row.row ?? String(row.code));
}

function citation(document: Provider['pack']['documents'][number] | undefined, row: string): Source {
  return {
    document: document?.title ?? '',
    row,
    url: document?.url ?? '',
    updated: document?.updated ?? '',
    retrievedOn: document?.retrievedOn ?? '',
  };
}
