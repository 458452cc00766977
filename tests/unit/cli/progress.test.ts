import { describe, expect, it } from 'vitest';
import { progressText } from '../../../cli/many-files.ts';
import { createProgressLine } from '../../../cli/progress.ts';

/** What a terminal was sent, and the time as the test says. */
function onTerminal(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  let time = 0;
  const line = createProgressLine({ isTTY, columns, write: (text) => written.push(text) }, () => time);
  return { line, written, pass: (ms: number) => (time += ms) };
}

describe('the progress line', () => {
  it('is written anew, not too often, and taken away', () => {
    const { line, written, pass } = onTerminal(true);
    line.show('one');
    line.show('two');
    pass(100);
    line.show('three');
    line.log(['a line above']);
    line.end();
    expect(written).toEqual(['\r\u001b[Kone', '\r\u001b[Kthree', '\r\u001b[K', 'a line above\n']);
  });
  it('fits the terminal', () => {
    const { line, written } = onTerminal(true, 5);
    line.show('123456');
    expect(written).toEqual(['\r\u001b[K1234']);
  });
  it('is not there in a pipe, where lines are', () => {
    const { line, written } = onTerminal(false);
    line.show('one');
    line.log(['a line']);
    line.end();
    expect(written).toEqual(['a line\n']);
  });
});

describe('its text', () => {
  it.each([
    [[10e6], [4.5e6], 0, 'Read 4.5 MB of 10 MB (45 %)'],
    [[50e6, 50e6], [50e6, 25e6], 1, 'Read 75 MB of 100 MB (75 %), 1 of 2 files done'],
    // Standard input has no size.
    [[0], [2e6], 0, 'Read 2.0 MB'],
  ])('%#', (sizes, read, done, text) => expect(progressText(sizes, read, done)).toBe(text));
});
