// Finding and using what a component shows the way a person does: by role and accessible name.
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';

const implicit: Readonly<Record<string, string>> = {
  button: 'button:not([role])',
  list: 'ul, ol',
  listitem: 'li',
  link: 'a[href]',
  searchbox: 'input[type=search]',
  checkbox: 'input[type=checkbox]',
  radio: 'input[type=radio]',
  combobox: 'select',
  table: 'table',
  heading: 'h1, h2, h3',
  region: 'section[aria-label], section[aria-labelledby]',
};

let host: HTMLElement | undefined;

/** Shows a component in the document. */
export async function show(children: ComponentChild): Promise<void> {
  host = document.createElement('div');
  document.body.append(host);
  await act(() => {
    if (host) render(children, host);
  });
}

/** Takes it away again. */
export function hide(): void {
  if (host) render(null, host);
  host?.remove();
  host = undefined;
}

/** Everything of a role, in document order; `name` is the whole accessible name or a pattern. */
export function all(role: string, name?: string | RegExp, within: ParentNode = document): HTMLElement[] {
  const selector = [`[role="${role}"]`, implicit[role]].filter(Boolean).join(', ');
  return [...within.querySelectorAll<HTMLElement>(selector)].filter(
    (element) =>
      name === undefined ||
      (typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element))),
  );
}

/** The one element of a role and name. */
export function one(role: string, name?: string | RegExp, within?: ParentNode): HTMLElement {
  const [found, ...more] = all(role, name, within);
  if (!found) throw new Error(`no ${role} ${name ?? ''}`);
  if (more.length > 0) throw new Error(`${more.length + 1} × ${role} ${name ?? ''}`);
  return found;
}

/** The accessible name, as far as these components need it. */
export function nameOf(element: HTMLElement): string {
  const labelled = element.getAttribute('aria-label');
  if (labelled) return labelled;
  const by = element.getAttribute('aria-labelledby');
  if (by) return document.getElementById(by)?.textContent?.trim() ?? '';
  if (element.id) {
    const label = document.querySelector(`label[for="${element.id}"]`);
    if (label) return label.textContent?.trim() ?? '';
  }
  const label = element.matches('input, select') ? element.closest('label') : null;
  return textOf(label ?? element);
}

/** The text with white space as it is read. */
export function textOf(element: Element | null): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

export const click = (element: HTMLElement) => act(() => element.click());

export const press = (element: Element, key: string, more: KeyboardEventInit = {}) =>
  act(() => {
    element.dispatchEvent(new KeyboardEvent('keydown', { ...more, key, bubbles: true, cancelable: true }));
  });

/** Types into a field, or chooses in a drop-down. */
export const enter = (element: HTMLElement, value: string) =>
  act(() => {
    if (element instanceof HTMLSelectElement) {
      element.value = value;
      element.dispatchEvent(new Event('change', { bubbles: true }));
    } else if (element instanceof HTMLInputElement) {
      element.value = value;
      element.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
