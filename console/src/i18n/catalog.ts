import { type I18n, setupI18n } from '@lingui/core';
import { LANGUAGES, type Language } from './words.ts';

type Compiled = (string | [string])[];
type Texts = Readonly<Record<string, string>>;

/** The console's own texts and the rooms' for every code they send: one language of four is fetched. */
const TEXTS: Readonly<Record<Language, () => Promise<{ readonly default: Texts }>>> = {
  en: () => import('virtual:words/en'),
  fr: () => import('virtual:words/fr'),
  es: () => import('virtual:words/es'),
  ar: () => import('virtual:words/ar'),
};

const STORED = 'homeward.language';

/** Lingui's compiled form of a template with `{name}` parameters, so that no message parser is shipped. */
function compile(template: string): Compiled {
  return template
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => (/^\{\w+\}$/.test(part) ? [part.slice(1, -1)] : part));
}

async function catalogOf(language: Language): Promise<Record<string, Compiled>> {
  const { default: texts } = await TEXTS[language]();
  return Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, compile(text)]));
}

/** One i18n for the page, in the language chosen last, or the browser's, or English. */
export async function createI18n(): Promise<I18n> {
  const i18n = setupI18n();
  await activate(i18n, initialLanguage());
  return i18n;
}

/** Reads the language when it is not here yet, then speaks it. */
export async function activate(i18n: I18n, language: Language): Promise<void> {
  if (!i18n.messages || i18n.locale !== language) i18n.load(language, await catalogOf(language));
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
