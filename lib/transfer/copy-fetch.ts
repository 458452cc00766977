// How a request is written as a call of fetch in JavaScript.
import { type Exchange, headerValue } from '../http/exchange.ts';
import { say } from '../words/say.ts';
import { type CopiedRequest, copiedRequest, LOST_BODY } from './copy-request.ts';

/** The call; null where there is no request to send again. */
export function fetchText(exchange: Exchange): string | null {
  const request = copiedRequest(exchange, isBrowsersOwn);
  if (!request) return null;
  const { method, url, headers, body } = request;
  const fields = headers.map(({ name, value }) => `    [${literal(name)}, ${literal(value)}],\n`).join('');
  const options = [
    `  method: ${literal(method)},\n`,
    // Pairs, because a name may come twice, and an object would take __proto__ for its own.
    fields && `  headers: [\n${fields}  ],\n`,
    headerValue(exchange.requestHeaders, 'cookie') === undefined ? '' : "  credentials: 'include',\n",
    body === 'lost' ? `  body: ${LOST_BODY.variable},\n` : '',
  ].join('');
  const notes = [...request.notes, ...bodyNotes(request), ...ownNotes(exchange)];
  const comment = notes.map((note) => `// ${note}\n`).join('');
  return `${comment}fetch(${literal(url)}, {\n${options}});`;
}

/** Fields that a page may not set (Fetch Standard, "forbidden request-header"), or that the browser writes itself. */
const browsersOwn = new Set([
  ...[
    'accept-charset',
    'access-control-request-headers',
    'access-control-request-method',
    'cookie',
    'cookie2',
  ],
  ...[
    'access-control-request-private-network',
    'date',
    'dnt',
    'origin',
    'referer',
    'set-cookie',
    'user-agent',
  ],
  'via',
]);

const isBrowsersOwn = (name: string): boolean => browsersOwn.has(name) || /^(?:sec|proxy)-/.test(name);

/** Text as a literal of JavaScript in which nothing is hidden: what is not seen stands escaped. */
function literal(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

function bodyNotes({ body }: CopiedRequest): string[] {
  if (body === 'lost') return [say('note.bodyVariable', { name: LOST_BODY.variable })];
  return body === 'unseen' ? [say('note.bodyUnseen')] : [];
}

function ownNotes({ requestHeaders }: Exchange): string[] {
  const own = requestHeaders.some(({ name }) => isBrowsersOwn(name.toLowerCase()));
  return own ? [say('note.own')] : [];
}
