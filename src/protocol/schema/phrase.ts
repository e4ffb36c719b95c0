/** One code in the four languages; `{name}` is filled from its parameters. */
export interface Phrase {
  readonly en: string;
  readonly fr: string;
  readonly es: string;
  readonly ar: string;
}

export const p = (en: string, fr: string, es: string, ar: string): Phrase => ({ en, fr, es, ar });
