import { useLingui } from '@lingui/react';
import { useMemo } from 'react';
import { createText, type Text } from './text.ts';
import type { Language } from './words.ts';

/** Words, codes, dates and names in the reader's language. */
export function useText(): Text {
  const { i18n } = useLingui();
  const { locale, messages } = i18n;
  return useMemo(
    () =>
      createText(locale as Language, (id, values) => {
        const message = messages[id];
        if (message === undefined) return undefined;
        const filled: Record<string, unknown> = { ...values };
        // A parameter that did not come is a gap, never the word "undefined".
        for (const part of message) if (Array.isArray(part)) filled[part[0]] ??= '–';
        return i18n._(id, filled);
      }),
    [i18n, locale, messages],
  );
}
