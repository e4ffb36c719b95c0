import { type I18n, setupI18n } from '@lingui/core';
import { chrome } from '../locales/index.ts';
import { LANGUAGES, type Language } from './words.ts';

type Phrase = Readonly<Record<Language, string>>;
type Compiled = (string | [string])[];

/** The rooms' own words for every code they send: errors, acts, states. A room that comes later is found by itself. */
const rooms = import.meta.glob<Record<string, Phrase>>('../../../src/*/phrases.ts', { eager: true, import: 'phrases' });

const STORED = 'homeward.language';

/** Lingui's compiled form of a template with `{name}` parameters, so that no message parser is shipped. */
function compile(template: string): Compiled {
  return template
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => (/^\{\w+\}$/.test(part) ? [part.slice(1, -1)] : part));
}

function catalogOf(language: Language): Record<string, Compiled> {
  const catalog: Record<string, Compiled> = {};
  const place = LANGUAGES.indexOf(language);
  for (const [id, words] of Object.entries(chrome)) catalog[id] = compile(words[place] ?? words[0]);
  for (const phrases of Object.values(rooms)) {
    for (const [id, phrase] of Object.entries(phrases)) catalog[id] = compile(phrase[language]);
  }
  return catalog;
}

/** One i18n for the page, in the language chosen last, or the browser's, or English. */
export function createI18n(): I18n {
  const i18n = setupI18n();
  activate(i18n, initialLanguage());
  return i18n;
}

export function activate(i18n: I18n, language: Language): void {
  if (!i18n.messages || i18n.locale !== language) i18n.load(language, catalogOf(language));
  i18n.activate(language);
}

/** Keeps the choice for the next visit. */
export function rememberLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
}

function initialLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  const wanted = [stored, ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return wanted.find((tag): tag is Language => LANGUAGES.includes(tag as Language)) ?? 'en';
}
