import { Group, Stack, Text } from '@mantine/core';
import type { ReadingView } from '../../../../src/identification/contract.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** What specialists of several countries recognised. */
export function Readings({ readings, named = false }: { readings: readonly ReadingView[]; named?: boolean }) {
  const text = useText();
  if (readings.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {text.t('clue.readings.none')}
      </Text>
    );
  }
  return (
    <Stack gap={6}>
      {readings.map((reading) => (
        <Group key={reading.id} gap="xs" wrap="nowrap" align="baseline">
          <BureauTag code={reading.bureau} named={named} />
          <Text size="sm">
            {[reading.words, reading.make, reading.country && text.country(reading.country)]
              .filter(Boolean)
              .join(' · ')}{' '}
            ({text.word(reading.confidence, 'reading.confidence')}) · <When at={reading.at} />
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
