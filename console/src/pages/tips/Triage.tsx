import { Stack, Text } from '@mantine/core';
import type { TriageView } from '../../../../src/tips/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Weight, Why } from './TipQueue.tsx';

/** How one report was judged, sign by sign. */
export function Triage({ id }: { readonly id: string }) {
  const text = useText();
  const query = useGet<TriageView>(`/api/tips/${id}/triage`);
  return (
    <Section title={text.t('triage.why')}>
      <Loaded query={query}>
        {(view) => (
          <Stack gap={4}>
            <Weight score={view.score} band={view.band} />
            <Why reasons={view.reasons} />
            <Text size="xs" c="dimmed">
              {text.t('triage.judged', { at: text.dateTime(view.at), n: view.weights })}
            </Text>
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}
