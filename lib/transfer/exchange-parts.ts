// An exchange's texts in the parts in which redaction works: one for each header, cookie, parameter, …
import type { Exchange, Header } from '../http/exchange.ts';
import { decodePercent } from './secrets.ts';

/** What a part is. */
export const places = ['header', 'cookie', 'userinfo', 'host', 'path', 'query', 'fragment', 'text'] as const;
export type Place = (typeof places)[number];

/** A piece of a field's text. All pieces of a field, one behind the other, are that text. */
export interface Part {
  readonly place: Place;
  /** Of the header (lower case), cookie or parameter; the field's for other text; the place's where there is none. */
  readonly name: string;
  readonly text: string;
}

/** Placeholders as they stand, in addresses within addresses too. */
export const placeholders = /(?:\[|%(?:25)*5B)redacted(?:\]|%(?:25)*5D)/gi;

/** All parts, field by field. */
export function* partsOf(exchange: Exchange): Generator<readonly Part[]> {
  yield addressParts(exchange.url);
  for (const header of exchange.requestHeaders) yield headerParts(header);
  for (const header of exchange.responseHeaders) yield headerParts(header);
  yield addressParts(exchange.redirectURL);
  yield addressParts(exchange.initiator);
  for (const name of ['statusText', 'error', 'errorBody'] as const) {
    yield [{ place: 'text', name, text: exchange[name] }];
  }
}

/** A header is one part, unless it holds cookies. */
export function headerParts({ name, value }: Header): Part[] {
  const lower = name.trim().toLowerCase();
  const isCookie = /^(?:set-)?cookie2?$/.test(lower);
  if (!isCookie) return [{ place: 'header', name: lower, text: value }];
  return value.split(/(?<=[;\n])/).map((text) => ({ place: 'cookie', name: nameIn(text) || lower, text }));
}

const addressPattern =
  /^(\s*(?:[a-z][\w+.-]*:)?(?:[/\\]{2,})?)((?:[^/\\?#]*@)?)([^/\\?#]*)([^?#]*)((?:\?[^#]*)?)((?:#.*)?)$/is;

/** The parts of an address; its parameters one by one. */
export function addressParts(url: string): Part[] {
  const [, scheme = '', userinfo = '', host = '', path = '', query = '', fragment = ''] =
    addressPattern.exec(url) ?? [];
  const whole = (place: Place, text: string): Part => ({ place, name: place, text });
  const each = (place: Place, text: string, end: RegExp): Part[] =>
    text === '' ? [] : text.split(end).map((one) => ({ place, name: nameIn(one) || place, text: one }));
  return [
    whole('path', scheme),
    whole('userinfo', userinfo),
    whole('host', host),
    ...each('path', path, /(?<=[/;,&])/),
    ...each('query', query, /(?<=[&;,?])/),
    ...each('fragment', fragment, /(?<=[&;,?])/),
  ];
}

/** The name of `name=value`: where there are several, of the first that is redacted. */
function nameIn(text: string): string {
  const at = text.search(placeholders);
  const [, name = ''] =
    (at < 0 ? /^[^\w%]*([^;?/,#&=]*)=/ : /([^;?/,#&=]*)=[^=]*$/).exec(at < 0 ? text : text.slice(0, at)) ??
    [];
  return decodePercent(name.replace(/[\t\n\r]/g, '').trim()).toLowerCase();
}
