/** Words for a code of this room, in the four languages; `{name}` is filled from the code's params. */
export interface Phrase {
  readonly en: string;
  readonly fr: string;
  readonly es: string;
  readonly ar: string;
}

export const p = (en: string, fr: string, es: string, ar: string): Phrase => ({ en, fr, es, ar });
