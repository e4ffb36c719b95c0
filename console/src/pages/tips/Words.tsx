import { Stack, Text } from '@mantine/core';
import type { TipModel } from '../../../../src/tips/contract.ts';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Free words of the report, and what this program does not know. */
export function Words({ model }: { readonly model: TipModel }) {
  const text = useText();
  return (
    <>
      {model.texts.length > 0 && (
        <Section title={text.t('tip.words')}>
          <Stack gap="sm">
            {model.texts.map((one) => (
              <div key={`${one.where}${one.text}`}>
                <Text size="xs" c="dimmed" className="mono" style={{ overflowWrap: 'anywhere' }}>
                  <bdi>{one.where}</bdi>
                </Text>
                <Text size="sm" className="prose">
                  <bdi>{one.text}</bdi>
                </Text>
              </div>
            ))}
          </Stack>
        </Section>
      )}
      {model.unknown.length > 0 && (
        <Section title={text.t('tip.unknown')}>
          <Text size="sm" c="dimmed" mb="sm">
            {text.t('tip.unknown.hint')}
          </Text>
          <Stack gap="sm">
            {model.unknown.map((one) => (
              <div key={`${one.path}${one.value}`}>
                <Text size="xs" c="dimmed" className="mono" style={{ overflowWrap: 'anywhere' }}>
                  <bdi>{one.path}</bdi>
                </Text>
                <Text size="sm" className="mono" style={{ overflowWrap: 'anywhere' }}>
                  <bdi>{one.value}</bdi>
                </Text>
              </div>
            ))}
          </Stack>
        </Section>
      )}
    </>
  );
}
