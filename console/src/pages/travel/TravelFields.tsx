import {
  Button,
  Checkbox,
  Fieldset,
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { KINDS, PURPOSES } from '../../../../src/travel/contract.ts';
import { Section } from '../../components/Section.tsx';
import { CountrySelect } from '../../form/CountrySelect.tsx';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import type { TextKey } from '../../locales/index.ts';
import { ParticularsFields } from '../../person/ParticularsFields.tsx';
import { LegFields, newLeg } from './LegFields.tsx';

/** Every field of a notification. */
export function TravelFields({ form }: { readonly form: Form }) {
  const text = useText();
  const isOther = form.many('/form/purposes').value.includes('other');
  return (
    <>
      <Section title={text.t('trip.source')}>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
          <Select
            {...form.choice('/form/kind')}
            label={text.t('trip.kind')}
            data={KINDS.map((value) => ({ value, label: text.word(value, 'travel.kind') }))}
          />
          <TextInput {...form.text('/form/source/agency')} label={text.t('trip.agency')} />
          <TextInput {...form.text('/form/source/reference')} label={text.t('trip.reference')} dir="ltr" />
          <TextInput {...form.text('/form/source/contact')} label={text.t('trip.contact')} />
          <TextInput {...form.text('/form/registration/jurisdiction')} label={text.t('trip.jurisdiction')} />
          <TextInput
            {...form.text('/form/registration/informedOn')}
            label={text.t('trip.informed')}
            placeholder="2026-11-30"
            dir="ltr"
          />
          {form.get('/form/kind') === 'removal' && (
            <TextInput
              {...form.text('/form/removal/orderedOn')}
              label={text.t('trip.removal.ordered')}
              placeholder="2026-11-30"
              dir="ltr"
            />
          )}
        </SimpleGrid>
      </Section>
      <Section title={text.t('trip.person')}>
        <ParticularsFields form={form} at="/form/person" />
        <Fieldset legend={text.t('trip.domestic')} radius="sm" mt="sm">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput {...form.text('/form/domestic/registrantNumber')} label={text.t('trip.domestic.registrant')} />
            <TextInput {...form.text('/form/domestic/note')} label={text.t('trip.domestic.note')} />
          </SimpleGrid>
        </Fieldset>
      </Section>
      <Section title={text.t('trip.itinerary')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} mb="sm">
          <MultiSelect
            {...form.many('/form/purposes')}
            label={text.t('trip.purposes')}
            data={PURPOSES.map((value) => ({ value, label: text.word(value, 'travel.purpose') }))}
          />
          {isOther && <TextInput {...form.text('/form/purposeText')} label={text.t('trip.purpose-text')} />}
        </SimpleGrid>
        <Items form={form} at="/form/legs" add="trip.leg.add" item={newLeg(form)}>
          {(at) => <LegFields form={form} at={at} />}
        </Items>
        <Checkbox {...form.flag('/form/companions/children')} label={text.t('trip.children')} mt="sm" />
      </Section>
      <Section title={text.t('trip.stays')}>
        <Items form={form} at="/form/stays" add="trip.stay.add" item={{}}>
          {(at) => (
            <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
              <CountrySelect {...form.choice(`${at}/country`)} label={text.t('map.country')} required />
              <TextInput {...form.text(`${at}/address`)} label={text.t('trip.address')} />
              <TextInput {...form.text(`${at}/contact`)} label={text.t('trip.contact')} />
            </SimpleGrid>
          )}
        </Items>
      </Section>
      <Section title={text.t('trip.convictions')}>
        <Items form={form} at="/form/convictions" add="trip.conviction.add" item={{}}>
          {(at) => (
            <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
              <TextInput {...form.text(`${at}/offence`)} label={text.t('trip.offence')} required />
              <TextInput {...form.text(`${at}/date`)} label={text.t('trip.date')} placeholder="2012-05" dir="ltr" />
              <TextInput {...form.text(`${at}/court`)} label={text.t('trip.court')} />
              <NumberInput {...form.number(`${at}/victim/age`)} label={text.t('trip.victim.age')} min={0} max={120} />
            </SimpleGrid>
          )}
        </Items>
        <Textarea {...form.text('/form/remarks')} label={text.t('trip.remarks')} autosize minRows={2} mt="sm" />
      </Section>
    </>
  );
}

/** A list of like things, each of which can be taken out again. */
function Items(props: {
  readonly form: Form;
  readonly at: string;
  readonly add: TextKey;
  readonly item: object;
  readonly children: (at: string) => ReactNode;
}) {
  const text = useText();
  const list = props.form.list(props.at);
  return (
    <Stack gap="sm">
      {list.items.map((_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places in the list are what the form binds to
        <Fieldset key={n} radius="sm" legend={text.number(n + 1)}>
          {props.children(`${props.at}/${n}`)}
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            mt="xs"
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={() => list.remove(n)}
          >
            {text.t('common.remove')}
          </Button>
        </Fieldset>
      ))}
      <Button
        variant="default"
        size="xs"
        w="fit-content"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => list.add(props.item)}
      >
        {text.t(props.add)}
      </Button>
    </Stack>
  );
}
