import { useLingui } from '@lingui/react';
import { useMemo } from 'react';
import { createText, type Text } from './text.ts';
import type { Language } from './words.ts';

/** Words, codes, dates and names in the reader's language. */
export function useText(): Text {
  const { i18n } = useLingui();
  const { locale, messages } = i18n;
  return useMemo(
    () => createText(locale as Language, (id, values) => (id in messages ? i18n._(id, values) : undefined)),
    [i18n, locale, messages],
  );
}
