// How tests open the real DevTools on a page, show the extension's panel, dock it and choose its theme.
import type { Frame, Page } from 'puppeteer-core';
import type { TestBrowser } from './browser.ts';
import { until } from './until.ts';

/** DevTools on a page with the panel showing. */
export interface OpenPanel {
  /** The DevTools window, tab strip and all: what screenshots are taken of. */
  readonly devtools: Page;
  /** The panel itself. */
  readonly panel: Frame;
}

/**
 * Runs in the DevTools front end with one of its own modules as `module`. The code is text, because it imports what
 * only exists there and the test bundler would rewrite the import.
 */
export function inFrontEnd<T>(devtools: Page, modulePath: string, body: string): Promise<T> {
  const code = `(async () => { const module = await import(${JSON.stringify(modulePath)}); ${body} })()`;
  return devtools.evaluate(code) as Promise<T>;
}

/** DevTools is a large program of its own, and loads the extension's page last: 20 s were seen on one busy core. */
const START_MS = 40_000;

/** The module of DevTools' views. */
export const UI = './ui/legacy/legacy.js';

/** Opens DevTools on `page` and shows the panel "Retryscope". */
export async function openPanel(page: Page, { extensionUrl }: TestBrowser): Promise<OpenPanel> {
  const devtools = await page.openDevTools();
  const prefix = JSON.stringify(extensionUrl('').slice(0, -1));
  await until(
    'the panel’s tab in DevTools',
    () =>
      inFrontEnd<boolean>(
        devtools,
        UI,
        `const tabs = module.InspectorView.InspectorView.instance().tabbedPane.tabIds();
         const view = tabs.find((id) => id.startsWith(${prefix}));
         if (view) await module.ViewManager.ViewManager.instance().showView(view);
         return view !== undefined;`,
      ),
    START_MS,
  );
  const panel = await until('the panel’s frame', () =>
    devtools.frames().find((frame) => frame.url().startsWith(extensionUrl('panel.html'))),
  );
  await panel.waitForSelector('#app > *');
  return { devtools, panel };
}

/** Where DevTools stands: docked to the right, at the bottom, or in a window of its own. */
export function dock({ devtools }: OpenPanel, side: 'right' | 'bottom' | 'undocked'): Promise<void> {
  return inFrontEnd(
    devtools,
    UI,
    `module.DockController.DockController.instance().setDockSide(${JSON.stringify(side)});`,
  );
}

/** How much of the window a docked DevTools takes, px: height at the bottom, width at the side. */
export function setDockSize({ devtools }: OpenPanel, size: number): Promise<void> {
  return inFrontEnd(
    devtools,
    './panels/emulation/emulation.js',
    `module.AdvancedApp.AdvancedApp.instance().rootSplitWidget.setSidebarSize(${size});`,
  );
}

/** The theme of DevTools, as a person sets it. */
export function setDevtoolsTheme({ devtools }: OpenPanel, theme: 'dark' | 'default'): Promise<void> {
  return inFrontEnd(
    devtools,
    './core/common/common.js',
    `module.Settings.Settings.instance().moduleSetting('ui-theme').set(${JSON.stringify(theme)});`,
  );
}

/** Shows a HAR file in DevTools' own Network panel, as its Import button does; resolves to the URLs it lists. */
export async function openInNetworkPanel({ devtools }: OpenPanel, har: string): Promise<string[]> {
  await inFrontEnd(devtools, UI, `await module.ViewManager.ViewManager.instance().showView('network');`);
  return inFrontEnd(
    devtools,
    './panels/network/network.js',
    `const panel = module.NetworkPanel.NetworkPanel.instance();
     const file = new File([${JSON.stringify(har)}], 'session.har', { type: 'application/json' });
     await panel.networkLogView.onLoadFromFile(file);
     return (await import('./models/logs/logs.js')).NetworkLog.NetworkLog.instance().requests().map((one) => one.url());`,
  );
}
