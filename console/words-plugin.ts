import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import { LANGUAGES, type Language, type WordTable } from './src/i18n/words.ts';

const PREFIX = 'virtual:words/';
const ROOMS = join(import.meta.dirname, '..', 'src');
const LOCALES = join(import.meta.dirname, 'src', 'locales');

type Phrases = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/**
 * `virtual:words/fr`: every text in one language, the console's own and the rooms' for their codes, so that a reader fetches one
 * language of four. A room that comes later is found by itself.
 */
export function words(): Plugin {
  return {
    name: 'homeward-words',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    async load(id) {
      const language = LANGUAGES.find((one) => id === `\0${PREFIX}${one}`);
      if (!language) return null;
      const place = LANGUAGES.indexOf(language);
      const all: Record<string, string> = {};
      const { chrome } = await take<{ chrome: WordTable }>(join(LOCALES, 'index.ts'));
      for (const [key, texts] of Object.entries(chrome)) all[key] = texts[place] ?? texts[0];
      for (const room of readdirSync(ROOMS)) {
        const file = join(ROOMS, room, 'phrases.ts');
        if (!existsSync(file)) continue;
        this.addWatchFile(file);
        const { phrases } = await take<{ phrases: Phrases }>(file);
        for (const [code, phrase] of Object.entries(phrases)) all[code] = phrase[language];
      }
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(all))});`;
    },
  };
}

function take<T>(file: string): Promise<T> {
  return import(pathToFileURL(file).href) as Promise<T>;
}
