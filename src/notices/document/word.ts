/** The four languages of a notice's document. */
export const DOCUMENT_LANGS = ['en', 'fr', 'es', 'ar'] as const;
export type DocumentLang = (typeof DOCUMENT_LANGS)[number];

export type Word = Readonly<Record<DocumentLang, string>>;
export type Words = Readonly<Record<string, Word>>;

export const w = (en: string, fr: string, es: string, ar: string): Word => ({ en, fr, es, ar });
