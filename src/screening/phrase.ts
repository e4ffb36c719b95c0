import type { Phrase } from './phrases.ts';

export const p = (en: string, fr: string, es: string, ar: string): Phrase => ({ en, fr, es, ar });
