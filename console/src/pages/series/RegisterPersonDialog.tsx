import { NumberInput, Select, SimpleGrid, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly seriesId: string;
  readonly kind: 'victim' | 'offender';
  onClose(): void;
}

/** Registers somebody of a series at Lyon by what is seen: it then has a number and a state of its own. */
export function RegisterPersonDialog({ seriesId, kind, onClose }: Props) {
  const text = useText();
  const send = useSend(() => {
    notifications.show({ color: 'teal', message: text.t('series.sent') });
    onClose();
  });
  const { form, body } = useFormState({ sex: 'unknown' }, send.error);
  return (
    <FormDialog
      title={text.t(`series.${kind}.add`)}
      submit={text.t(`series.${kind}.add`)}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path: `/api/series/${seriesId}/${kind}s`, body: body() })}
      onClose={onClose}
    >
      <Text size="sm">{text.t('series.person.hint')}</Text>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Select
          {...form.choice('/sex')}
          label={text.t('series.person.sex')}
          data={(['female', 'male', 'unknown'] as const).map((value) => ({
            value,
            label: text.t(`series.person.sex.${value}`),
          }))}
          data-autofocus
        />
        <NumberInput {...form.number('/ageFrom')} label={text.t('series.person.age-from')} min={0} max={99} />
        <NumberInput {...form.number('/ageTo')} label={text.t('series.person.age-to')} min={0} max={99} />
      </SimpleGrid>
    </FormDialog>
  );
}
