import { ActionIcon, Button, Checkbox, Fieldset, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CountrySelect } from '../../form/CountrySelect.tsx';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly form: Form;
  readonly at: string;
  readonly label: string;
}

const DOCUMENTS = ['passport', 'identity-card', 'residence-permit', 'driving-licence', 'other'];

export function DocumentRows({ form, at, label }: Props) {
  const text = useText();
  return (
    <Rows form={form} at={at} label={label} fresh={{ kind: 'passport' }}>
      {(place) => (
        <>
          <Select
            {...form.choice(`${place}/kind`)}
            label={text.t('person.document.type')}
            data={DOCUMENTS.map((value) => ({ value, label: text.word(value, 'person.document.type') }))}
            w={170}
          />
          <TextInput
            {...form.text(`${place}/number`)}
            label={text.t('common.number')}
            dir="ltr"
            style={{ flex: '1 1 140px' }}
          />
          <CountrySelect {...form.choice(`${place}/country`)} label={text.t('common.country')} />
        </>
      )}
    </Rows>
  );
}

export function MarkList({ form, at, label }: Props) {
  const text = useText();
  return (
    <Rows form={form} at={at} label={label} fresh={{ visibleInPhoto: false }}>
      {(place) => (
        <>
          <TextInput {...form.text(`${place}/text`)} label={label} style={{ flex: '1 1 240px' }} />
          <Checkbox {...form.flag(`${place}/visibleInPhoto`)} label={text.t('notice.field.visibleInPhoto')} mb={8} />
        </>
      )}
    </Rows>
  );
}

export function ConvictionList({ form, at, label }: Props) {
  const text = useText();
  return (
    <Rows form={form} at={at} label={label} fresh={{ juvenile: false }}>
      {(place) => (
        <>
          <TextInput
            {...form.text(`${place}/offence`)}
            label={text.t('notice.field.offence')}
            style={{ flex: '1 1 180px' }}
          />
          <TextInput
            {...form.text(`${place}/date`)}
            label={text.t('notice.field.date')}
            placeholder="2019-04"
            dir="ltr"
            w={120}
          />
          <TextInput
            {...form.text(`${place}/court`)}
            label={text.t('notice.field.court')}
            style={{ flex: '1 1 140px' }}
          />
          <Checkbox {...form.flag(`${place}/juvenile`)} label={text.t('notice.field.juvenile')} mb={8} />
        </>
      )}
    </Rows>
  );
}

/** What courts said about custody, order by order. */
export function OrderList({ form, at, label }: Props) {
  const text = useText();
  const words = (values: readonly string[], scope: string) =>
    values.map((value) => ({ value, label: text.word(value, scope) }));
  return (
    <Rows form={form} at={at} label={label} fresh={{ standing: 'in-force' }}>
      {(place) => (
        <>
          <TextInput
            {...form.text(`${place}/court`)}
            label={text.t('notice.field.court')}
            style={{ flex: '1 1 180px' }}
          />
          <CountrySelect {...form.choice(`${place}/country`)} label={text.t('common.country')} />
          <TextInput {...form.text(`${place}/date`)} label={text.t('notice.field.date')} type="date" w={150} />
          <Select
            {...form.choice(`${place}/custodyTo`)}
            label={text.t('notice.field.custodyTo')}
            data={words(['left-behind-parent', 'taking-parent', 'joint', 'other'], 'notice.custody-to')}
            style={{ flex: '1 1 180px' }}
          />
          <Select
            {...form.choice(`${place}/standing`)}
            label={text.t('common.state')}
            data={words(['in-force', 'appealed', 'annulled'], 'notice.order')}
            w={150}
          />
        </>
      )}
    </Rows>
  );
}

export function AssetList({ form, at, label }: Props) {
  const text = useText();
  return (
    <Rows form={form} at={at} label={label} fresh={{ kind: 'property' }}>
      {(place) => (
        <>
          <Select
            {...form.choice(`${place}/kind`)}
            label={text.t('notice.field.assetKind')}
            data={['property', 'vehicle', 'account', 'business'].map((value) => ({
              value,
              label: text.word(value, 'notice.asset'),
            }))}
            w={150}
          />
          <TextInput
            {...form.text(`${place}/description`)}
            label={text.t('notice.field.assetDescription')}
            style={{ flex: '1 1 220px' }}
          />
          <TextInput {...form.text(`${place}/identifier`)} label={text.t('common.number')} dir="ltr" w={150} />
          <CountrySelect {...form.choice(`${place}/country`)} label={text.t('common.country')} />
        </>
      )}
    </Rows>
  );
}

interface RowsProps extends Props {
  readonly fresh: object;
  children(place: string): ReactNode;
}

function Rows({ form, at, label, fresh, children }: RowsProps) {
  const text = useText();
  const list = form.list(at);
  return (
    <Fieldset legend={label} p="sm">
      <Stack gap="xs">
        {list.items.map((_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of a form has no identity but its place
          <Group key={n} gap="xs" align="end">
            {children(`${at}/${n}`)}
            <ActionIcon
              variant="default"
              size={36}
              onClick={() => list.remove(n)}
              aria-label={`${text.t('common.remove')}: ${label} ${n + 1}`}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => list.add(fresh)}
        >
          {text.t('common.add')}
        </Button>
      </Stack>
    </Fieldset>
  );
}
