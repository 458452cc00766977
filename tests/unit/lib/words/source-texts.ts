// Reads what the sources say: the keys they name with their values, and texts that stand in them bare.
import fs from 'node:fs';
import path from 'node:path';
import { type ESTree, parseSync } from 'vite';

/** Keys that are said at one place, and the values given with them. */
export interface Said {
  readonly where: string;
  /** Keys as written; `*` stands for what is put in. */
  readonly keys: readonly string[];
  /** null where they are not all written there. */
  readonly values: readonly string[] | null;
}

/** A text for people that is written in the source itself. */
export interface BareText {
  readonly where: string;
  readonly text: string;
}

type Node = ESTree.Node;
type Fields = Readonly<Record<string, unknown>>;

/** Functions and places that take a key first. */
const saying = /^say/;
/** What stands in these is shown or read out. */
const shownNames =
  /^(?:aria-(?:label|description|placeholder|roledescription|valuetext)|title|placeholder|alt|label)$/;
/** What is pressed and what is typed reads the same in every language. */
const literalElements = new Set(['kbd', 'code']);
const letters = /\p{L}/u;
/** These read the same everywhere, and so do the figures before them. */
const units = /^(?:ms|s|kB|MB)$/;
/** What browsers read, not people. */
const machineAttributes = /^(?:class|style|d|rel)$/;
const machineText = /^\d+px |\[[\w-]+=/;
const machineCalls = /^(?:closest|matches|matchMedia|querySelector|querySelectorAll)$/;
const plainWord = /^[("“‘]*\p{L}[\p{L}’']*[)"”’.,:;!?…]*$/u;

/** All that one file says. */
export class SourceTexts {
  readonly said: Said[] = [];
  /** Every string, whatever it is for: tables hold keys as well. */
  readonly strings = new Set<string>();
  readonly bare: BareText[] = [];
  readonly file: string;
  readonly #source: string;

  constructor(file: string, source = fs.readFileSync(file, 'utf8')) {
    this.file = path.relative('.', file);
    this.#source = source;
    const { program, errors } = parseSync(file, source, { lang: file.endsWith('x') ? 'tsx' : 'ts' });
    if (errors.length > 0) throw new Error(`${file} can't be read: ${errors[0]?.message}`);
    this.#walk(program, []);
  }

  #walk(node: Node, above: readonly Node[]): void {
    this.#read(node, above);
    for (const child of childrenOf(node)) this.#walk(child, [...above, node]);
  }

  #read(node: Node, above: readonly Node[]): void {
    if (isString(node)) this.strings.add(node.value);
    switch (node.type) {
      case 'Literal':
      case 'TemplateLiteral':
        if (isProse(textOf(node)) && !isForMachines(node, above)) this.#shows(node);
        break;
      case 'CallExpression':
        if (node.callee.type !== 'Identifier' || !saying.test(node.callee.name)) break;
        if (node.arguments[0]) this.#says(node.arguments[0], node.arguments[1] ?? 'none');
        break;
      case 'JSXOpeningElement': {
        const word = attributeOf(node, 'word');
        // Other elements than this may have ways of their own to give values.
        const none = nameOf(node.name) === 'Sentence' ? 'none' : undefined;
        if (word) this.#says(word, attributeOf(node, 'values') ?? none);
        break;
      }
      case 'ObjectExpression': {
        const word = propertyOf(node, 'word');
        if (word) this.#says(word, propertyOf(node, 'values'));
        break;
      }
      case 'JSXText':
        if (letters.test(node.value) && !isIn(literalElements, above)) this.#shows(node, node.value.trim());
        break;
      case 'JSXExpressionContainer':
        if (above.at(-1)?.type === 'JSXElement' && !isIn(literalElements, above))
          this.#showsAll(node.expression);
        break;
      case 'JSXAttribute':
        if (shownNames.test(nameOf(node.name)) && node.value) this.#showsAll(node.value);
        break;
      case 'Property':
        if (shownNames.test(nameOf(node.key))) this.#showsAll(node.value);
        break;
    }
  }

  /** `values`: 'none' where the place can take some and has none, undefined where they come from elsewhere. */
  #says(word: Node, values: Node | 'none' | undefined): void {
    const keys = outcomesOf(word).flatMap((one) => (isText(one) ? [textOf(one)] : []));
    if (keys.length === 0) return;
    this.said.push({ where: this.#place(word), keys, values: values === 'none' ? [] : namesOf(values) });
  }

  #showsAll(node: Node): void {
    for (const one of outcomesOf(node)) if (isText(one) && letters.test(textOf(one))) this.#shows(one);
  }

  #shows(node: Node, text = textOf(node)): void {
    const where = this.#place(node);
    if (!this.bare.some((other) => other.where === where)) this.bare.push({ where, text });
  }

  #place({ start }: Node): string {
    const before = this.#source.slice(0, start).split('\n');
    return `${this.file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  }
}

function childrenOf(node: Node): Node[] {
  return Object.values(node as unknown as Fields)
    .flat()
    .filter((child): child is Node => typeof (child as Fields | null)?.type === 'string');
}

/** What an expression may come to, as far as it is written there. */
function outcomesOf(node: Node): Node[] {
  switch (node.type) {
    case 'ConditionalExpression':
      return [...outcomesOf(node.consequent), ...outcomesOf(node.alternate)];
    case 'LogicalExpression':
      return [...outcomesOf(node.left), ...outcomesOf(node.right)];
    case 'BinaryExpression':
      return node.operator === '+' ? [...outcomesOf(node.left), ...outcomesOf(node.right)] : [];
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return outcomesOf(node.expression);
    default:
      return [node];
  }
}

const isString = (node: Node): node is ESTree.StringLiteral =>
  node.type === 'Literal' && typeof node.value === 'string';

const isText = (node: Node): boolean => isString(node) || node.type === 'TemplateLiteral';

/** A template has `*` where something is put in. */
function textOf(node: Node): string {
  if (isString(node)) return node.value;
  return node.type === 'TemplateLiteral' ? node.quasis.map(({ value }) => value.cooked).join('*') : '';
}

/** Two words or more side by side, or one beside something put in. */
function isProse(text: string): boolean {
  const words = text.split(/\s+/);
  return words.some(
    (word, index) =>
      isWord(word) && [words[index - 1], words[index + 1]].some((next) => next && isWordLike(next)),
  );
}

const isWord = (text: string): boolean => plainWord.test(text) && !units.test(text);
const isWordLike = (text: string): boolean => isWord(text) || text.includes('*');

/** Names of classes, styles, selectors, files and types, and what a developer reads. */
function isForMachines(node: Node, above: readonly Node[]): boolean {
  if (machineText.test(textOf(node))) return true;
  return above.some((one, depth) => {
    const below = above[depth + 1] ?? node;
    if (one.type === 'JSXAttribute') return machineAttributes.test(nameOf(one.name));
    if (one.type === 'NewExpression') return nameOf(one.callee) === 'Error';
    if (one.type === 'CallExpression') return machineCalls.test(memberOf(one.callee));
    if (one.type === 'Property') return one.key === below;
    return /^(?:Import|Export\w+From|ExportAll|TS\w+Type)/.test(one.type);
  });
}

const isIn = (names: ReadonlySet<string>, above: readonly Node[]): boolean =>
  above.some((one) => one.type === 'JSXElement' && names.has(nameOf(one.openingElement.name)));

const nameOf = (node: Node): string => {
  const { name, value } = node as unknown as Fields;
  return String(name ?? value ?? '');
};

/** The name behind the dot, or the name alone. */
const memberOf = (node: Node): string => nameOf(node.type === 'MemberExpression' ? node.property : node);

function attributeOf(element: ESTree.JSXOpeningElement, name: string): Node | undefined {
  for (const one of element.attributes)
    if (one.type === 'JSXAttribute' && nameOf(one.name) === name) return one.value ?? undefined;
  return undefined;
}

function propertyOf(object: ESTree.ObjectExpression, name: string): Node | undefined {
  for (const one of object.properties)
    if (one.type === 'Property' && nameOf(one.key) === name) return one.value;
  return undefined;
}

/** The names in an object that is written out; null for any other. */
function namesOf(values: Node | undefined): string[] | null {
  const [object] = values ? outcomesOf(values) : [];
  if (object?.type !== 'ObjectExpression') return null;
  const names: string[] = [];
  for (const one of object.properties) {
    if (one.type !== 'Property' || one.computed) return null;
    names.push(nameOf(one.key));
  }
  return names;
}
