import type { NameInput, PersonQuery } from '../../names/index.ts';
import type { Subject } from '../contract.ts';

/** The subject of a notice as the names library compares persons. */
export function personOf(s: Subject): PersonQuery {
  const names: NameInput[] = [];
  const text = [s.forename, s.familyName].filter(Boolean).join(' ');
  if (text) {
    names.push({
      text,
      ...(s.familyName ? { family: s.familyName } : {}),
      ...(s.forename ? { given: s.forename } : {}),
      kind: 'main',
    });
  }
  if (s.nativeName) names.push({ text: s.nativeName, kind: 'main' });
  for (const alias of s.aliases ?? []) names.push({ text: alias, kind: 'alias' });
  return {
    names,
    ...(s.birthDate ? { births: [s.birthDate] } : {}),
    ...(s.sex === 'F' ? { sex: 'female' as const } : s.sex === 'M' ? { sex: 'male' as const } : {}),
    ...(s.nationalities?.length ? { nationalities: s.nationalities } : {}),
    ...(s.documents?.length
      ? { documents: s.documents.map((d) => ({ number: d.number, ...(d.country ? { country: d.country } : {}) })) }
      : {}),
  };
}

/** A document's number as it is compared: letters and digits alone. */
export const documentKey = (number: string): string => number.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
