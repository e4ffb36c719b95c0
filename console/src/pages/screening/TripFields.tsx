import { SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { DIRECTIONS } from '../../../../src/screening/contract.ts';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';

/** The journey, and who asks. */
export function TripFields({ form }: { readonly form: Form }) {
  const text = useText();
  const direction = (form.get('/trip/direction') as string | undefined) ?? '';
  return (
    <Stack gap="xs">
      <div>
        <Text size="sm" fw={500} id="screen-direction" mb={4}>
          {text.t('screen.direction')}
        </Text>
        <SegmentedControl
          aria-labelledby="screen-direction"
          value={direction}
          onChange={(value) => form.set('/trip/direction', value || undefined)}
          data={[
            { value: '', label: text.t('common.none') },
            ...DIRECTIONS.map((value) => ({ value, label: text.word(value, 'screening.direction') })),
          ]}
        />
      </div>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput {...form.text('/trip/place')} label={text.t('screen.place')} />
        <TextInput {...form.text('/trip/flight')} label={text.t('screen.flight')} className="ltr-input" />
        <TextInput {...form.text('/trip/date')} type="date" label={text.t('screen.date')} />
        <TextInput {...form.text('/trip/officer')} label={text.t('screen.officer')} />
      </SimpleGrid>
    </Stack>
  );
}
