import * as z from 'zod';

/** The four languages a notice is written in. */
export const LANGUAGES = ['en', 'fr', 'es', 'ar'] as const;
export const language = z.enum(LANGUAGES);
export type Language = z.infer<typeof language>;

/** The texts of a form that may be worded in four languages, as pointers into it. */
export const WORDED = [
  '/facts/summary',
  '/precautions',
  '/question',
  '/assessment/threat',
  '/event/circumstances',
  '/judicial/arrestInstructions',
  '/found/circumstances',
  '/threat/description',
  '/threat/measures',
  '/method/modusOperandi',
] as const;
export const wordedField = z.enum(WORDED);
export type WordedField = z.infer<typeof wordedField>;

const said = z.string().trim().min(1).max(4000);

/** A sentence of the phrase bank, with what fills its slots. */
export const phrasePart = z.strictObject({
  phrase: z.string().max(60),
  slots: z.record(z.string().max(30), z.string().trim().min(1).max(200)),
});
/** Free text in the language of the wording, and what a person translated it to. */
export const textPart = z.strictObject({
  text: said,
  translations: z.partialRecord(language, z.strictObject({ text: said, by: z.string().trim().min(2).max(120) })),
});
export const wordingPart = z.union([phrasePart, textPart]);
export type WordingPart = z.infer<typeof wordingPart>;

/** Written once, in `lang`; the field itself holds the whole in that language. */
export const fieldWording = z.strictObject({
  lang: language,
  parts: z.array(wordingPart).max(40),
});
export type FieldWording = z.infer<typeof fieldWording>;

export const wording = z.partialRecord(wordedField, fieldWording);
export type FormWording = z.infer<typeof wording>;
