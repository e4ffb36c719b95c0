import { Accordion, NumberInput, Select, SimpleGrid, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { CountriesSelect, CountrySelect } from '../form/CountrySelect.tsx';
import type { Form } from '../form/use-form.ts';
import { useText } from '../i18n/use-text.ts';
import { DocumentList } from './DocumentList.tsx';
import { NameList } from './NameList.tsx';

interface Birth {
  readonly date?: string;
  readonly precision?: 'exact' | 'approximate' | 'estimated';
}

/** A year or a month alone is not known exactly, unless somebody says so. */
const presumed = (date = ''): Birth['precision'] => (/^\d{4}-\d{2}-\d{2}$/.test(date) ? 'exact' : 'approximate');

/** What was presumed follows the date as it is typed; what was chosen stays. */
function birthOf(date: string, before: Birth = {}): Birth {
  const chosen = before.precision !== undefined && before.precision !== presumed(before.date);
  return { date, precision: chosen ? before.precision : presumed(date) };
}

/** What is known of a person; what is not stays empty. */
export function ParticularsFields({ form, at }: { readonly form: Form; readonly at: string }) {
  const text = useText();
  const sex = (['F', 'M', 'U'] as const).map((value) => ({ value, label: text.t(`person.sex.${value}`) }));
  const precision = (['exact', 'approximate', 'estimated'] as const).map((value) => ({
    value,
    label: text.t(`person.birth.precision.${value}`),
  }));
  const birth = form.text(`${at}/birth/date`);
  return (
    <Stack gap="sm">
      <NameList form={form} at={`${at}/names`} />
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        <Select {...form.choice(`${at}/sex`)} label={text.t('person.sex')} data={sex} />
        <TextInput
          {...birth}
          onChange={(event) => {
            const { value } = event.currentTarget;
            form.set(
              `${at}/birth`,
              value === '' ? undefined : birthOf(value, form.get(`${at}/birth`) as Birth | undefined),
            );
          }}
          label={text.t('person.birth')}
          placeholder="2014-05-31"
          title={text.t('common.date.partial')}
          dir="ltr"
        />
        <Select
          {...form.choice(`${at}/birth/precision`)}
          label={text.t('person.birth.precision')}
          data={precision}
          disabled={birth.value === ''}
        />
        <CountriesSelect {...form.many(`${at}/nationalities`)} label={text.t('person.nationalities')} />
      </SimpleGrid>
      <Accordion variant="contained" chevronPosition="left" styles={{ content: { paddingTop: 4 } }}>
        <Accordion.Item value="more">
          <Accordion.Control>
            <Text size="sm">{text.t('person.more')}</Text>
          </Accordion.Control>
          <Accordion.Panel>
            <Stack gap="sm">
              <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
                <TextInput {...form.text(`${at}/birthPlace/place`)} label={text.t('person.birth.place')} />
                <CountrySelect {...form.choice(`${at}/birthPlace/country`)} label={text.t('person.birth.country')} />
                <TagsInput
                  {...form.many(`${at}/languages`)}
                  label={text.t('person.languages')}
                  description={text.t('person.languages.hint')}
                />
              </SimpleGrid>
              <DocumentList form={form} at={`${at}/documents`} />
              <SimpleGrid cols={{ base: 2, md: 5 }}>
                <NumberInput
                  {...form.number(`${at}/description/heightCm`)}
                  label={text.t('person.height')}
                  hideControls
                />
                <NumberInput
                  {...form.number(`${at}/description/weightKg`)}
                  label={text.t('person.weight')}
                  hideControls
                />
                <TextInput {...form.text(`${at}/description/eyes`)} label={text.t('person.eyes')} />
                <TextInput {...form.text(`${at}/description/hair`)} label={text.t('person.hair')} />
                <TextInput {...form.text(`${at}/description/build`)} label={text.t('person.build')} />
              </SimpleGrid>
              <Textarea {...form.text(`${at}/description/other`)} label={text.t('person.other')} autosize minRows={2} />
              <TextInput
                {...form.text(`${at}/domestic/fbiNumber`)}
                label={text.t('person.fbi')}
                description={text.t('person.domestic.hint')}
                maw={320}
                dir="ltr"
              />
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}
