// The address bar's keyword: what is suggested while a person types after it, and what Enter opens.
import { say } from '../words/say.ts';
import { browser } from './browser.ts';

/** One line under the address bar. */
export interface Suggestion {
  /** What Enter asks. */
  readonly question: string;
  /** Plain text. */
  readonly text: string;
}

/** Serves the keyword; must run in the worker's first turn. `open` is the page that answers, `?q=` what is asked. */
export function serveOmnibox(page: string, suggest: (text: string) => Promise<readonly Suggestion[]>): void {
  const { omnibox, runtime, tabs } = browser;
  omnibox.setDefaultSuggestion({ description: escapeXml(say('advice.lookUp')) });
  omnibox.onInputChanged.addListener(async (text, answer) => {
    const suggestions = await suggest(text);
    answer(
      suggestions.map(({ question, text: description }) => ({
        content: question,
        description: escapeXml(description),
      })),
    );
  });
  omnibox.onInputEntered.addListener((text, where) => {
    const url = runtime.getURL(`${page}?q=${encodeURIComponent(text)}`);
    if (where === 'currentTab') void tabs.update({ url });
    else void tabs.create({ url, active: where === 'newForegroundTab' });
  });
}

/** What the build made of the packs in the browser's language, as JSON: a `BriefTable`. See scripts/brief-table.ts. */
export const briefTable = (): string => browser.i18n.getMessage('brief_table');

/** Chromium reads a description as XML. */
function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
