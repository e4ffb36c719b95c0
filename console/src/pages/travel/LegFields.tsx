import { Autocomplete, Select, SimpleGrid, TextInput } from '@mantine/core';
import { type Leg, MEANS } from '../../../../src/travel/contract.ts';
import { CountrySelect } from '../../form/CountrySelect.tsx';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';

const ZONES = Intl.supportedValuesOf('timeZone');

/** A next leg begins where the one before ended. */
export function newLeg(form: Form): object {
  const before = form.list('/form/legs').items.at(-1) as Partial<Leg> | undefined;
  const zone = before?.arrives?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { from: { ...before?.to }, to: {}, departs: { zone }, means: 'air' };
}

/** From where to where, when by the clocks there, and how. */
export function LegFields({ form, at }: { readonly form: Form; readonly at: string }) {
  const text = useText();
  const zone = (pointer: string) => {
    const { value, error, id } = form.text(pointer);
    return { value, error, id, onChange: (next: string) => form.set(pointer, next) };
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
      <CountrySelect
        {...form.choice(`${at}/from/country`)}
        label={`${text.t('trip.from')}: ${text.t('map.country')}`}
      />
      <TextInput {...form.text(`${at}/from/place`)} label={`${text.t('trip.from')}: ${text.t('trip.place')}`} />
      <TextInput
        {...form.text(`${at}/departs/local`)}
        label={`${text.t('trip.departs')}: ${text.t('trip.local')}`}
        placeholder="2026-12-31T18:30"
        title={text.t('trip.local.hint')}
        dir="ltr"
      />
      <Autocomplete
        {...zone(`${at}/departs/zone`)}
        label={`${text.t('trip.departs')}: ${text.t('trip.zone')}`}
        data={ZONES}
        limit={30}
        dir="ltr"
      />
      <CountrySelect {...form.choice(`${at}/to/country`)} label={`${text.t('trip.to')}: ${text.t('map.country')}`} />
      <TextInput {...form.text(`${at}/to/place`)} label={`${text.t('trip.to')}: ${text.t('trip.place')}`} />
      <TextInput
        {...form.text(`${at}/arrives/local`)}
        label={`${text.t('trip.arrives')}: ${text.t('trip.local')}`}
        placeholder="2027-01-01T07:00"
        title={text.t('trip.local.hint')}
        dir="ltr"
      />
      <Autocomplete
        {...zone(`${at}/arrives/zone`)}
        label={`${text.t('trip.arrives')}: ${text.t('trip.zone')}`}
        data={ZONES}
        limit={30}
        dir="ltr"
      />
      <Select
        {...form.choice(`${at}/means`)}
        label={text.t('trip.means')}
        data={MEANS.map((value) => ({ value, label: text.word(value, 'travel.means') }))}
        clearable
      />
      <TextInput {...form.text(`${at}/carrier`)} label={text.t('trip.carrier')} />
      <TextInput {...form.text(`${at}/number`)} label={text.t('trip.number')} dir="ltr" />
      <Select
        {...form.choice(`${at}/stop`)}
        label={text.t('trip.stop')}
        placeholder={text.t('trip.stop.auto')}
        data={(['stay', 'transit'] as const).map((value) => ({ value, label: text.word(value, 'travel.stop') }))}
        clearable
      />
    </SimpleGrid>
  );
}
