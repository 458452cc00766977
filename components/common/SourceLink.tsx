// Where an answer was read: document and row, linked when it has a public address, with its age when it is old.
import type { Source } from '../../lib/annotate/annotation.ts';
import { say } from '../../lib/words/say.ts';
import { Icon } from './Icon.tsx';

const YEAR_MS = 365.25 * 86_400_000;

/** Shows `document · row 529 ↗`; only http and https become links. */
export function SourceLink({ source }: { readonly source: Source }) {
  const named = source.row.startsWith(source.document) ? '' : source.document;
  const text = [named, citation(source.row)].filter(Boolean).join(' · ');
  const href = webAddress(source.url);
  const age = ageNote(source);
  return (
    <span class="rs-quiet">
      {href ? (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {text} <Icon name="external" />
          <span class="rs-hidden"> {say('common.newTab')}</span>
        </a>
      ) : (
        text
      )}
      {age ? ` · ${age}` : ''}
    </span>
  );
}

/** `row 529` for a code, the clause as it is otherwise. */
function citation(row: string): string {
  return /^\d{3}$/.test(row) ? say('common.sourceRow', { code: row }) : row;
}

function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}

/** "dated 2022-09-20, 4 years old when read", '' when it was under two years old or is an RFC, which never changes. */
function ageNote({ row, updated, retrievedOn }: Source): string {
  if (row.startsWith('RFC ')) return '';
  const age = (Date.parse(retrievedOn) - Date.parse(updated)) / YEAR_MS;
  return age > 2 ? say('common.dated', { date: updated, years: Math.floor(age) }) : '';
}
