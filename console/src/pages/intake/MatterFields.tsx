import { Checkbox, Radio, Select, SimpleGrid, Stack, Textarea } from '@mantine/core';
import { WANTED } from '../../../../src/cases/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { Section } from '../../components/Section.tsx';
import { CountriesSelect } from '../../form/CountrySelect.tsx';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';

interface OffenceList {
  readonly offences: readonly { readonly code: string; readonly names: Readonly<Record<string, string>> }[];
}

const URGENCIES = [
  ['routine', 'intake.urgency.routine'],
  ['urgent', 'intake.urgency.urgent'],
  ['life-at-risk', 'intake.urgency.life'],
] as const;

/** What happened, what is wanted, where, how soon, and by what right. */
export function MatterFields({ form }: { readonly form: Form }) {
  const text = useText();
  const { data } = useGet<OffenceList>('/api/directory/offences', undefined, { lasting: true });
  const offences = (data?.offences ?? []).map(({ code, names }) => ({
    value: code,
    label: names[text.language] ?? code,
  }));
  return (
    <Section title={text.t('intake.matter')}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            {...form.choice('/offence')}
            label={text.t('common.offence')}
            description={text.t('intake.offence.choose')}
            data={offences}
            searchable
            required
          />
          <CountriesSelect
            {...form.many('/countries')}
            label={text.t('common.countries')}
            description={text.t('intake.countries.hint')}
          />
        </SimpleGrid>
        <Checkbox.Group {...form.many('/wanted')} label={text.t('intake.wanted')} required>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} mt={6} verticalSpacing="xs">
            {WANTED.map((wanted) => (
              <Checkbox key={wanted} value={wanted} label={text.word(wanted, 'wanted')} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <Radio.Group {...form.choice('/urgency')} label={text.t('common.urgency')} required>
          <SimpleGrid cols={{ base: 1, sm: 3 }} mt={6} verticalSpacing="xs">
            {URGENCIES.map(([urgency, hint]) => (
              <Radio key={urgency} value={urgency} label={text.word(urgency, 'urgency')} description={text.t(hint)} />
            ))}
          </SimpleGrid>
        </Radio.Group>
        <Textarea
          {...form.text('/summary')}
          label={text.t('intake.summary.label')}
          description={text.t('intake.summary.hint')}
          autosize
          minRows={5}
          required
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Textarea
            {...form.text('/legalBasis')}
            label={text.t('common.legal-basis')}
            description={text.t('intake.legal.hint')}
            autosize
            minRows={2}
            required
          />
          <Textarea
            {...form.text('/purpose')}
            label={text.t('common.purpose')}
            description={text.t('intake.purpose.hint')}
            autosize
            minRows={2}
            required
          />
        </SimpleGrid>
      </Stack>
    </Section>
  );
}
