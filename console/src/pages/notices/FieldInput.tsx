import { Checkbox, MultiSelect, NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { type Colour, WORDED } from '../../../../src/notices/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { CountriesSelect, CountrySelect } from '../../form/CountrySelect.tsx';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { CountriesOrAll } from './CountriesOrAll.tsx';
import { AssetList, ConvictionList, DocumentRows, MarkList, OrderList } from './FieldLists.tsx';
import type { NoticeField } from './fields.ts';
import { LawPicker } from './LawPicker.tsx';
import { PhotoList } from './PhotoList.tsx';
import { useCodes } from './use-codes.ts';
import { Wording } from './Wording.tsx';

interface Offences {
  readonly offences: readonly { readonly code: string }[];
}

/** One field of the notice form, by its kind. */
export function FieldInput({
  field,
  form,
  colour,
}: {
  readonly field: NoticeField;
  readonly form: Form;
  readonly colour: Colour;
}) {
  const text = useText();
  const codes = useCodes();
  const { data } = useGet<Offences>('/api/directory/offences', undefined, { lasting: true });
  const label = text.t(field.label);
  const { at, kind } = field;
  const table: Readonly<Record<string, string>> = field.codes ? codes[field.codes] : {};
  const options = field.codes
    ? Object.entries(table).map(([value, words]) => ({ value, label: words }))
    : (field.values ?? []).map((value) => ({ value, label: text.word(value, field.scope ?? '') }));

  switch (kind) {
    case 'area': {
      const worded = WORDED.find((one) => `/form${one}` === at);
      if (worded) return <Wording form={form} field={worded} colour={colour} label={label} />;
      return <Textarea {...form.text(at)} label={label} autosize minRows={3} />;
    }
    case 'number':
      return <NumberInput {...form.number(at)} label={label} min={0} hideControls />;
    case 'flag':
      return <Checkbox {...form.flag(at)} label={label} />;
    case 'tags':
      return <TagsInput {...form.many(at)} label={label} splitChars={['\n']} />;
    case 'country':
      return <CountrySelect {...form.choice(at)} label={label} />;
    case 'countries':
      return <CountriesSelect {...form.many(at)} label={label} />;
    case 'countries-or-all':
      return <CountriesOrAll form={form} at={at} label={label} />;
    case 'offence':
      return (
        <Select
          {...form.choice(at)}
          label={label}
          data={(data?.offences ?? []).map(({ code }) => ({ value: code, label: text.word(code, 'offence') }))}
          searchable
          clearable
        />
      );
    case 'choice':
      return <Select {...form.choice(at)} label={label} data={options} clearable searchable={options.length > 8} />;
    case 'choices':
      return <MultiSelect {...form.many(at)} label={label} data={options} searchable clearable />;
    case 'documents':
      return <DocumentRows form={form} at={at} label={label} />;
    case 'marks':
      return <MarkList form={form} at={at} label={label} />;
    case 'convictions':
      return <ConvictionList form={form} at={at} label={label} />;
    case 'orders':
      return <OrderList form={form} at={at} label={label} />;
    case 'assets':
      return <AssetList form={form} at={at} label={label} />;
    case 'laws':
      return <LawPicker form={form} at={at} label={label} />;
    case 'photos':
      return <PhotoList form={form} at={at} label={label} />;
    case 'partial':
      return (
        <TextInput
          {...form.text(at)}
          label={label}
          placeholder="2014-05-31"
          title={text.t('common.date.partial')}
          dir="ltr"
        />
      );
    default:
      return <TextInput {...form.text(at)} label={label} type={kind === 'date' ? 'date' : 'text'} />;
  }
}

/** Fields that need the whole width. */
export const WIDE = new Set([
  'area',
  'tags',
  'flag',
  'documents',
  'marks',
  'photos',
  'convictions',
  'orders',
  'assets',
  'laws',
  'countries-or-all',
]);
