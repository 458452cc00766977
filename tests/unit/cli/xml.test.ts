import fc from 'fast-check';
import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { element, formatXml } from '../../../cli/xml.ts';
import { anyText } from '../../fixtures/any-text.ts';

const parser = new new Window().DOMParser();

/** Everything that XML 1.0 lets stand in a document: section 2.2, and an ampersand only before a name and a semicolon. */
const holdable =
  /^(?:[\t\n\r\u0020-\u0025\u0027-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|&(?:amp|lt|gt|quot|apos|#9|#10|#13);)*$/u;

describe('XML', () => {
  it('escapes', () => {
    expect(formatXml(element('a', { b: '<"&\'\n>' }, '<&>"'))).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a b="&lt;&quot;&amp;&apos;&#10;&gt;">&lt;&amp;&gt;"</a>\n',
    );
  });
  it('leaves out what XML can’t hold and what disturbs a terminal', () => {
    expect(formatXml(element('a', { b: '1\u00002\u001b3\u00854' }, '5\uFFFE6\uD8007\u202E8'))).toContain(
      '<a b="1234">5678</a>',
    );
  });
  it('is well formed and says the same, whatever the text', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 40 }), (text) => {
        const xml = formatXml(element('a', { b: text }, [element('c', {}, `x${text}`)]));
        expect(xml).toMatch(holdable);
        const document = parser.parseFromString(xml, 'application/xml');
        expect(document.getElementsByTagName('parsererror')).toHaveLength(0);
        const kept = text.replace(/[\p{Cs}\uFFFE\uFFFF]|(?![\t\n\r])[\p{Cc}\p{Cf}]/gu, '');
        expect(document.documentElement.getAttribute('b')).toBe(kept);
        expect(document.querySelector('c')?.textContent).toBe(`x${kept}`);
      }),
    );
  });
  it('nests', () => {
    expect(formatXml(element('a', {}, [element('b', { c: 1 })]))).toContain('<a>\n  <b c="1"/>\n</a>');
  });
});
