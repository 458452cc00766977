// The browser's own language, as far as there are texts in it; else English.
import { say, speakWith } from '../words/say.ts';
import { browser } from './browser.ts';

/** Lets everything be said in it; must come before anything is. The files are made by @wxt-dev/i18n from locales/. */
export function speakTheBrowsersLanguage(): void {
  // The packer allows no full stops in keys.
  speakWith((key) => browser.i18n.getMessage(key.replaceAll('.', '_')));
  if (typeof document === 'object') document.documentElement.lang = say('language');
}
