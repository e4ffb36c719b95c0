const WEIGHTS = [7, 3, 1] as const;

/** What a character counts: digits themselves, A = 10 to Z = 35, the filler 0; null for what a zone cannot hold. */
export function characterValue(character: string): number | null {
  if (character >= '0' && character <= '9') return character.charCodeAt(0) - 48;
  if (character >= 'A' && character <= 'Z') return character.charCodeAt(0) - 55;
  return character === '<' ? 0 : null;
}

/** The check digit of Doc 9303-3, section 4.9: weights 7, 3, 1, modulo 10. Characters that no zone holds count 0. */
export function checkDigit(text: string): string {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum += (characterValue(text[at] ?? '') ?? 0) * (WEIGHTS[at % 3] ?? 0);
  return String(sum % 10);
}
