// How a request is written as a cURL command that any POSIX shell reads as it was meant.
import type { Exchange } from '../http/exchange.ts';
import { say } from '../words/say.ts';
import { joinSentences } from '../words/sentences.ts';
import { acceptsEncodings, type CopiedRequest, copiedRequest, LOST_BODY } from './copy-request.ts';

/** The command, with a line for each option; null where there is no request to send again. */
export function curlText(exchange: Exchange): string | null {
  const request = copiedRequest(exchange);
  if (!request) return null;
  const options = curlArguments(request, acceptsEncodings(exchange)).map(lineOf);
  // Where there is no such file the shell runs nothing; cURL itself would send the request without its body.
  const input = request.body === 'lost' ? [`< ${LOST_BODY.file}`] : [];
  const command = ['curl', ...options, ...input].join(' \\\n  ');
  const notes = [...request.notes, ...bodyNotes(request)];
  // Not a comment: zsh, as it comes, runs what is typed after a #. The colon does nothing in any shell.
  return notes.length > 0 ? `: ${quoteForShell(joinSentences(...notes))}\n${command}` : command;
}

/** An option, and its value where it takes one. */
type CurlOption = readonly [name: string, value?: string];

/** What cURL is given, in order. */
export function curlArguments(request: CopiedRequest, compressed: boolean): CurlOption[] {
  const { method, url, headers, body } = request;
  const options: CurlOption[] = [
    // Else cURL makes several addresses of brackets and braces.
    ['--globoff'],
    ['--url', url],
  ];
  if (method === 'HEAD') options.push(['--head']);
  else if (method !== 'GET' || body === 'lost') options.push(['--request', method]);
  for (const { name, value } of headers) {
    // A colon with nothing after it would take the field away instead.
    options.push(['--header', value.trim() === '' ? `${name};` : `${name}: ${value}`]);
  }
  if (compressed) options.push(['--compressed']);
  if (body === 'lost') {
    if (!headers.some(({ name }) => name.toLowerCase() === 'content-type'))
      options.push(['--header', 'Content-Type:']);
    options.push(['--data-binary', '@-']);
  }
  return options;
}

/** Text as one word of a POSIX shell, whatever it holds but NUL, which no argument can hold. */
export function quoteForShell(text: string): string {
  // Nothing means anything between single quotes, not even to the history of an interactive shell.
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

const lineOf = ([name, value]: CurlOption): string =>
  value === undefined ? name : `${name} ${quoteForShell(value)}`;

function bodyNotes({ body }: CopiedRequest): string[] {
  if (body === 'lost') return [say('note.bodyFile', { name: LOST_BODY.file })];
  return body === 'unseen' ? [say('note.bodyUnseen')] : [];
}
