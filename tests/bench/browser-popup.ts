// How soon the popup answers a keystroke.
import type { Page } from 'puppeteer-core';
import { launchBrowser } from '../e2e/driver/browser.ts';
import { openPopup } from '../e2e/driver/popup.ts';
import { type BenchServer, localOnly } from './browser-server.ts';
import { type Measurement, quantile } from './measurement.ts';

/** Typed one after another, each from an empty box. */
const questions = ['503', 'too many', 'ServerTimeout', '429', 'retry-after: 120', 'gateway', 'HTTP/1.1 441'];
const rounds = 4;

/** From the browser's input event until the answers stand in the page, laid out. */
export async function popupMeasurements({ page: url }: BenchServer): Promise<Measurement[]> {
  const browser = await launchBrowser({ hostResolverRules: localOnly });
  try {
    const popup = await openPopup(browser, await browser.newPage(url));
    await noteAnswers(popup);
    for (let round = 0; round < rounds; round++) {
      for (const question of questions) {
        await popup.$eval('input', (box) => (box as HTMLInputElement).select());
        await popup.keyboard.type(question);
      }
    }
    const times = await popup.evaluate(() => (globalThis as unknown as Noted).times);
    const [middle, most] = [quantile(times, 0.5), Math.max(...times)].map((ms) => ms.toFixed(1));
    console.log(
      `  the popup: ${times.length} keystrokes, half answered within ${middle} ms, all within ${most} ms`,
    );
    return [
      {
        name: 'popup: answer to a keystroke, 95 of 100',
        value: quantile(times, 0.95),
        unit: 'ms',
        better: 'less',
        limit: 16,
      },
    ];
  } finally {
    await browser.close();
  }
}

interface Noted {
  readonly times: number[];
}

/** Notes for each keystroke how long its answers took; one that changed nothing took no time that anyone could see. */
function noteAnswers(popup: Page): Promise<void> {
  return popup.evaluate(() => {
    const noted: Noted = { times: [] };
    Object.assign(globalThis, noted);
    let typedAt = 0;
    document.addEventListener(
      'input',
      (event) => {
        typedAt = event.timeStamp;
      },
      { capture: true },
    );
    new MutationObserver(() => {
      if (typedAt === 0) return;
      // Asking for a measure makes the browser lay the page out now.
      document.body.getBoundingClientRect();
      noted.times.push(performance.now() - typedAt);
      typedAt = 0;
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}
