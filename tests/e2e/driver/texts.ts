// All that a page says to a person, and what of it is left in English where another language is spoken.
import type { Frame } from 'puppeteer-core';
import { builtInPacks, genericPack } from '../../../lib/providers/built-in.ts';
import { clientPresets } from '../../../lib/retry/presets/presets.ts';

/** The texts that are shown or read out, each once: of elements, names, hints, options, and the page's title. */
export function textsOf(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const texts = [document.title];
    const named = ['aria-label', 'aria-valuetext', 'aria-description', 'aria-roledescription'];
    // Keys and code are the same in every language; the options of a closed list are never visible.
    for (const element of document.querySelectorAll('body *:not(kbd, code, script, style)')) {
      if (!element.checkVisibility() && !(element instanceof HTMLOptionElement)) continue;
      for (const name of [...named, 'title', 'placeholder', 'alt', 'label'])
        texts.push(element.getAttribute(name) ?? '');
      for (const child of element.childNodes) if (child instanceof Text) texts.push(child.data);
    }
    return [...new Set(texts.map((text) => text.replace(/\s+/g, ' ').trim()))].filter(Boolean);
  });
}

/** Those of the texts with English words in them beside what packs say and what is written the same everywhere. */
export function leftInEnglish(texts: readonly string[]): string[] {
  return texts.filter((text) => {
    const rest = [packTexts, ...names].reduce((left, known) => left.replaceAll(known, ' '), text);
    return /[a-z]{2}/i.test(rest) && !fields.test(text);
  });
}

/** What is written the same in Chinese. */
const names: readonly RegExp[] = [
  // Units behind a number.
  /(?<=\d ?)(?:ms|min|[kM]B)\b/g,
  // Addresses, hosts and host patterns, media types; paths.
  /\b\w+:\/\/\S*/g,
  /[\w*-]+(?:\.[\w*-]+)+/g,
  /\w*\/[\w*][^\s，。：；（）、]*/g,
  // Names of headers; keys of the filter; names in code.
  /\b[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)+\b/g,
  /-?\b[a-z]+(?:-[a-z]+)*:\S*/g,
  /\b[a-z]+[A-Z]\w*/g,
  // Names of programs and their parts, and what people would type.
  /\b(?:Chrome|Chromium|DevTools|Firefox|Retryscope|Envoy|Finagle|JavaScript|Markdown|OpenTelemetry|Service Worker|Worker)\b/g,
  /\b(?:POSIX shell|HTTP router|SDK for|standard|RetryAgent|undici|too many|ServerTimeout)\b/g,
  /\b(?:Authorization|Cookie|Origin|RateLimit|Referer|fetch)\b/g,
  // Acronyms, codes and methods; classes of statuses.
  /\b\dxx\b/g,
  /\b[A-Z][A-Z0-9_]+s?\b/g,
  // Values of the filter; keys.
  /\b(?:https|no|not-stated|wss|yes)\b/g,
  /\b(?:Alt|Ctrl|Enter|Esc|Escape|Shift|Tab)\b/g,
];

/** Names and values of fields in the lab's responses and the browser's requests, which are data too. */
const fields =
  /^(?:Accept|Connection|Date|Vary|close|keep-alive|no-store|true|xmlhttprequest|Mozilla.*|\w+, [\w: ]+ GMT|(?=.*-)[a-z-]+(?:, [a-z-]+)+)$/;

/** What packs say (names, meanings, documents, but not the words of their grammar), and the names of clients. */
const packTexts = new RegExp(
  [
    ...stringsIn([builtInPacks, genericPack]).filter((text) => /[\sA-Z]/.test(text)),
    ...clientPresets.flatMap(({ name, source }) => [name, source]),
  ]
    .sort((a, b) => b.length - a.length)
    .map((text) => `(?<![\\w-])${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\w-])`)
    .join('|'),
  'g',
);

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
