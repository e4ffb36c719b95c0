import { Button, Collapse, Group, MultiSelect, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconUserSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { DEFAULT_MIN_SCORE, type ScreeningView, SOURCES } from '../../../../src/screening/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { CountriesSelect, CountrySelect } from '../../form/CountrySelect.tsx';
import { prune } from '../../form/pointer.ts';
import { type Form, useForm } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { keepTrip, keptTrip } from './kept-trip.ts';
import { MrzPaste } from './MrzPaste.tsx';
import { TripFields } from './TripFields.tsx';

/** Asks about one person: by particulars, by a zone, or both. The journey stays for the next in the queue. */
export function PersonForm() {
  const text = useText();
  const navigate = useNavigate();
  const [value, setValue] = useState<object>(() => ({ trip: keptTrip(), minScore: DEFAULT_MIN_SCORE }));
  const send = useSend<ScreeningView>((view) => void navigate(`/screenings/${view.id}`));
  const form = useForm(value, (change) => setValue(change), send.error);
  const [more, { toggle }] = useDisclosure(false);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const body = (prune(value) ?? {}) as { trip?: object; person?: object };
        keepTrip(body.trip ?? {});
        send.mutate({ path: '/api/screenings/person', body: { ...body, person: body.person ?? {} } });
      }}
    >
      <Stack gap="sm">
        <MrzPaste value={String(form.get('/person/mrz') ?? '')} onChange={(mrz) => form.set('/person/mrz', mrz)} />
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
          <TextInput {...form.text('/person/family')} label={text.t('screen.family')} data-autofocus />
          <TextInput {...form.text('/person/given')} label={text.t('screen.given')} />
          <TextInput
            {...form.text('/person/birthDate')}
            label={text.t('screen.birth')}
            description={text.t('screen.birth.hint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
          />
          <TextInput {...form.text('/person/documents/0/number')} label={text.t('screen.document')} />
          <CountrySelect {...form.choice('/person/documents/0/country')} label={text.t('screen.document-country')} />
          <CountriesSelect {...form.many('/person/nationalities')} label={text.t('screen.nationality')} />
        </SimpleGrid>
        <TripFields form={form} />
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={toggle}
            aria-expanded={more}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {text.t('screen.more')}
          </Button>
          <Collapse expanded={more}>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="xs">
              <TagsInput
                {...form.many('/person/otherNames')}
                label={text.t('screen.other')}
                description={text.t('screen.other.hint')}
              />
              <Select
                {...form.choice('/person/sex')}
                label={text.phrase('record.sex')}
                data={['F', 'M', 'X'].map((sex) => ({ value: sex, label: text.word(sex, 'record.sex') }))}
                clearable
              />
              <HowFields form={form} />
            </SimpleGrid>
          </Collapse>
        </div>
        <ProblemAlert error={send.error} fields />
        <Group justify="flex-end">
          <Button type="submit" loading={send.isPending} leftSection={<IconUserSearch size={16} aria-hidden />}>
            {text.t('screen.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** From which likeness on, and among whom. */
export function HowFields({ form }: { readonly form: Form }) {
  const text = useText();
  const percent = (value: number): string => `${Math.round(value * 100)} %`;
  return (
    <>
      <Select
        id="screen-min-score"
        label={text.t('screen.min-score')}
        value={String(form.get('/minScore'))}
        onChange={(value) => form.set('/minScore', Number(value ?? DEFAULT_MIN_SCORE))}
        data={[0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95].map((value) => ({ value: String(value), label: percent(value) }))}
        allowDeselect={false}
      />
      <MultiSelect
        {...form.many('/sources')}
        label={text.t('screen.sources')}
        placeholder={form.get('/sources') ? undefined : text.t('common.all')}
        data={SOURCES.map((value) => ({ value, label: text.word(value, 'screening.source') }))}
        clearable
      />
    </>
  );
}
