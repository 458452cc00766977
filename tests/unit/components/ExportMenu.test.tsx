// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../../e2e/driver/until.ts';
import { open, rows } from './open-inspector.tsx';
import { row } from './sample.ts';
import { all, click, hide, one, press, textOf } from './screen.ts';

afterEach(hide);

const openMenu = () => click(one('button', 'Export'));
const item = (name: RegExp) => {
  const found = all('menuitem').find((one) => name.test(textOf(one)));
  if (!found) throw new Error(`no item ${name}`);
  return found;
};
const scope = (name: RegExp) => {
  const found = all('menuitemradio').find((one) => name.test(textOf(one)));
  if (!found) throw new Error(`no scope ${name}`);
  return found;
};
/** Chooses a format and waits for the file, or for what is said. */
async function save(name: RegExp): Promise<void> {
  await click(item(name));
  await settle();
}

/** Lets what was begun go on. */
const settle = () =>
  act(async () => {
    await new Promise((resolve) => setTimeout(resolve));
  });

const three = () => [
  row({ call: 'a', exchange: { url: 'https://api.memfault.com/one' } }),
  row({ call: 'a', attempt: 2, exchange: { url: 'https://api.memfault.com/one' } }),
  row({ exchange: { url: 'https://api.memfault.com/two', status: 200 } }),
];

describe('the menu of exports', () => {
  it('saves all rows in the format that is chosen', async () => {
    const { saved } = await open(three());
    await openMenu();
    await save(/^HAR/);
    expect(saved).toHaveLength(1);
    expect(saved[0]).toMatchObject({ mimeType: 'application/json' });
    expect(saved[0]?.name).toMatch(/^retryscope-[\dT-]+\.har$/);
    expect(JSON.parse(saved[0]?.text ?? '').log.entries).toHaveLength(3);
    expect(all('menu')).toHaveLength(0);
    expect(document.body.textContent).toContain(`Saved 3 responses as ${saved[0]?.name}.`);
  });

  it('saves the filtered rows', async () => {
    const { saved, store } = await open(three());
    await act(() => {
      store.segment.value = 'failed';
    });
    await openMenu();
    await click(scope(/^Filtered rows \(2\)$/));
    expect(scope(/^Filtered/).getAttribute('aria-checked')).toBe('true');
    await save(/^NDJSON/);
    const lines = saved[0]?.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines?.map(({ type }) => type)).toEqual(['session', 'exchange', 'exchange', 'summary']);
  });

  it('saves the call of the selected row, once there is one', async () => {
    const { saved } = await open(three());
    await openMenu();
    expect(scope(/^Selected call/).getAttribute('aria-disabled')).toBe('true');
    await click(scope(/^Selected call/));
    expect(scope(/^All rows/).getAttribute('aria-checked')).toBe('true');
    await press(scope(/^All rows/), 'Escape');

    await click(rows()[1] ?? document.body);
    await openMenu();
    await click(scope(/^Selected call \(2\)$/));
    await save(/^CSV/);
    // The header and two rows, each ended.
    expect(saved[0]?.text.split('\r\n')).toHaveLength(4);
  });

  it('has nothing to save without rows', async () => {
    const { saved } = await open([]);
    await openMenu();
    expect(item(/^HAR/).getAttribute('aria-disabled')).toBe('true');
    await save(/^HAR/);
    expect(saved).toEqual([]);
  });

  it('shows what is left out, and keeps what a person insists on for one file', async () => {
    const requestHeaders = [{ name: 'Authorization', value: 'Bearer t0kent0kent0ken' }];
    const { saved } = await open([row({ exchange: { requestHeaders } })]);
    await openMenu();
    await click(item(/^What is left out/));
    await until('the preview', async () => {
      await settle();
      return all('checkbox', 'Keep authorization').length === 1;
    });
    await click(one('checkbox', 'Keep authorization'));
    await click(one('button', 'Close the preview'));

    await openMenu();
    expect(textOf(item(/^Keeps/))).toBe('Keeps credentials: 1 name…');
    await save(/^HAR/);
    await openMenu();
    await save(/^HAR/);
    const [kept, usual] = saved.map(({ text }) => text);
    expect(kept).toContain('t0kent0kent0ken');
    expect(JSON.parse(kept ?? '').log._retryscope.redaction.kept).toEqual(['authorization']);
    expect(usual).not.toContain('t0kent0kent0ken');
  });

  it('says what went wrong', async () => {
    const { actions, saved } = await open(three());
    actions.exports.openFile = () => {
      throw new Error('no room');
    };
    await openMenu();
    await save(/^HAR/);
    expect(saved).toEqual([]);
    expect(document.body.textContent).toContain('The export failed: no room');
  });
});
