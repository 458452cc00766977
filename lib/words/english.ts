// Speaks English where no browser chooses the language. Importing this file is enough.
import english from '../../locales/en.json' with { type: 'json' };
import { readLocale } from './locale.ts';
import { speakWith } from './say.ts';

speakWith(readLocale(english));
