import type { Requirement } from '../../../../src/directory/contract.ts';
import type { Text } from '../../i18n/text.ts';
import { LOCALES } from '../../i18n/words.ts';

/** The name of a language in the reader's own. */
export function languageName(text: Text, code: string): string {
  try {
    return new Intl.DisplayNames([LOCALES[text.language]], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** `Translation into: Spanish` */
export function requirementText(text: Text, item: Pick<Requirement, 'kind' | 'value'>): string {
  const kind = text.word(item.kind, 'requirement.kind');
  const isLanguage = item.kind === 'translation' && /^[a-z]{2,3}$/.test(item.value);
  const value = isLanguage ? languageName(text, item.value) : text.word(item.value, 'requirement.value');
  return `${kind}: ${value}`;
}
