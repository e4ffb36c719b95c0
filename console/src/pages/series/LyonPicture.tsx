import { Text } from '@mantine/core';
import type { LyonMediaView } from '../../../../src/identification/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useText } from '../../i18n/use-text.ts';
import { schemeWords } from '../pictures/scheme-words.ts';

/** One picture at Lyon in a line: who contributed it and what they call it. It is not shown. */
export function LyonPicture({ id }: { readonly id: string }) {
  const text = useText();
  const { data } = useGet<LyonMediaView>(`/api/icse-media/${id}`);
  if (!data) return null;
  const words = data.classifications.map((said) => `${text.bureau(said.bureau)}: ${schemeWords(text, said)}`);
  return (
    <Text size="sm" c="dimmed">
      {[text.list(data.contributors.map(text.bureau)), ...words].join(' · ')}
    </Text>
  );
}
