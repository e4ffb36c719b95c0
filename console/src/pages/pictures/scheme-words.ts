import type { Classification } from '../../../../src/identification/contract.ts';
import type { Text } from '../../i18n/text.ts';

/** A category in the reader's words, with its scheme: codes of different schemes are never compared. */
export function schemeWords(text: Text, { scheme, code, label }: Classification): string {
  const known = `scheme.${scheme}.${code}`;
  const named = text.knows(`scheme.${scheme}`) ? text.phrase(`scheme.${scheme}`) : scheme;
  return `${named}: ${text.knows(known) ? text.phrase(known) : label || code}`;
}
