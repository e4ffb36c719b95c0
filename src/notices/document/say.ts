import type { DocumentLang } from './word.ts';
import { documentWords } from './words.ts';

/** Speaks one of the four languages. */
export interface Say {
  readonly lang: DocumentLang;
  has(code: string): boolean;
  /** The words of a code; the code itself when there are none, so that nothing is hidden. */
  word(code: string, params?: Readonly<Record<string, string | number>>): string;
  country(code: string): string;
  bureau(code: string): string;
  language(code: string): string;
}

const SECRETARIAT: Readonly<Record<DocumentLang, string>> = {
  en: 'General Secretariat',
  fr: 'Secrétariat général',
  es: 'Secretaría General',
  ar: 'الأمانة العامة',
};
const NATIONS: Readonly<Record<DocumentLang, string>> = {
  en: 'United Nations',
  fr: 'Nations Unies',
  es: 'Naciones Unidas',
  ar: 'الأمم المتحدة',
};
/** Bibliographic codes of the search form whose names CLDR keeps under the terminological code. */
const TERMINOLOGICAL: Readonly<Record<string, string>> = {
  ALB: 'sq',
  ARM: 'hy',
  BAQ: 'eu',
  BUR: 'my',
  CHI: 'zh',
  CZE: 'cs',
  DUT: 'nl',
  FRE: 'fr',
  GEO: 'ka',
  GER: 'de',
  GRE: 'el',
  ICE: 'is',
  MAC: 'mk',
  MAO: 'mi',
  MAY: 'ms',
  PER: 'fa',
  RUM: 'ro',
  SCC: 'sr',
  SCR: 'hr',
  SLO: 'sk',
  TIB: 'bo',
  WEL: 'cy',
};

export function speaker(lang: DocumentLang): Say {
  // Digits as in the documents that the numbers are compared with.
  const locale = `${lang}-u-nu-latn`;
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  const country = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code);
  return {
    lang,
    has: (code) => documentWords[code] !== undefined,
    word: (code, params = {}) =>
      (documentWords[code]?.[lang] ?? code).replaceAll(/\{(\w+)\}/g, (all, name: string) =>
        String(params[name] ?? all),
      ),
    country,
    bureau: (code) =>
      code === 'IPSG' ? SECRETARIAT[lang] : code === 'UN' ? NATIONS[lang] : `${country(code)} (${code})`,
    language(code) {
      const tag = TERMINOLOGICAL[code] ?? code.toLowerCase();
      try {
        const name = languages.of(tag) ?? code;
        return name.toLowerCase() === tag ? code : name;
      } catch {
        return code;
      }
    },
  };
}
