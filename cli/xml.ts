// XML 1.0 from plain values: escaped, and without the characters that XML can't hold.

/** An element; its content is text or elements. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** Makes an element. */
export function element(
  name: string,
  attributes: Element['attributes'],
  content: readonly Element[] | string = [],
): Element {
  return typeof content === 'string'
    ? { name, attributes, children: [], text: content }
    : { name, attributes, children: content, text: '' };
}

/** The document, indented, with its declaration and a final line break. */
export function formatXml(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${format(root, '')}\n`;
}

function format({ name, attributes, children, text }: Element, indent: string): string {
  const tag = Object.entries(attributes).reduce(
    (sum, [key, value]) => `${sum} ${key}="${escapeAttribute(value)}"`,
    name,
  );
  if (children.length > 0) {
    const inner = children.map((child) => format(child, `${indent}  `)).join('\n');
    return `${indent}<${tag}>\n${inner}\n${indent}</${name}>`;
  }
  return text === '' ? `${indent}<${tag}/>` : `${indent}<${tag}>${escapeText(text)}</${name}>`;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const escapeText = (text: string): string => withoutControls(text).replace(/[&<>\r]/g, escaped);

/** White space in an attribute would be read as spaces. */
const escapeAttribute = (value: string | number): string =>
  withoutControls(String(value)).replace(/[&<>"'\t\n\r]/g, escaped);

const escaped = (character: string): string => escapes[character] ?? character;

/**
 * Only characters that XML can hold (XML 1.0, section 2.2): no C0 controls, lone surrogates or the two
 * non-characters. C1 and bidirectional controls go too: they could disturb a terminal or hide what follows.
 */
const withoutControls = (text: string): string =>
  text.replace(/[\p{Cs}\uFFFE\uFFFF]|(?![\t\n\r])[\p{Cc}\p{Cf}]/gu, '');
