const RTL = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufefc]/u;
/** Dates, numbers and codes of several parts: among Arabic letters their parts would change places. */
const CODE = /[\p{N}A-Za-z]+(?:[-/.:][\p{N}A-Za-z]+)+/gu;

/** The direction of a text by its first letter; without one, as numbers run. */
export const directionOf = (text: string): 'ltr' | 'rtl' => (RTL.test(text) ? 'rtl' : 'ltr');

/** A text cut before and after every code in it, codes marked. */
export function apart(text: string): { readonly text: string; readonly isCode: boolean }[] {
  const parts: { text: string; isCode: boolean }[] = [];
  let from = 0;
  for (const { index, 0: code } of text.matchAll(CODE)) {
    if (index > from) parts.push({ text: text.slice(from, index), isCode: false });
    parts.push({ text: code, isCode: true });
    from = index + code.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isCode: false });
  return parts;
}
