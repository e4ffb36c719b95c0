import { Alert, Select, SimpleGrid, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { z } from 'zod';
import { HAGUE, type rulingOutcome } from '../../../../src/notices/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { CountrySelect } from '../../form/CountrySelect.tsx';
import { prune } from '../../form/pointer.ts';
import { useForm } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import type { NoticeDialogProps } from './notice-props.ts';

/** A court ruled, or the Hague proceedings moved: the notice is tested again at once, here and at the Secretariat. */
export function RulingDialog({ notice, onClose }: NoticeDialogProps) {
  const text = useText();
  const [value, setValue] = useState<{ ruling: { order?: object; hague?: string } }>({
    ruling: { order: { standing: 'in-force' } },
  });
  const send = useSend<z.infer<typeof rulingOutcome>>((outcome) => {
    notifications.show({
      color: outcome.passes ? 'teal' : 'red',
      title: text.t(outcome.passes ? 'notice.ruling.passes' : 'notice.ruling.fails'),
      message: outcome.findings.map((f) => text.phrase(f.found, f.params)).join(' · '),
    });
    onClose();
  });
  const form = useForm(value, setValue, send.error);
  const words = (values: readonly string[], scope: string) =>
    values.map((one) => ({ value: one, label: text.word(one, scope) }));
  const at = (name: string) => `/ruling/order/${name}`;
  return (
    <FormDialog
      title={text.t('notice.do.ruling')}
      submit={text.t('notice.ruling.record')}
      pending={send.isPending}
      error={send.error}
      wide
      onClose={onClose}
      onSubmit={() => {
        const { order: said, hague } = value.ruling;
        // An order that nobody began to write is none.
        const begun = Object.keys((prune(said) as object | undefined) ?? {}).length > 1;
        send.mutate({
          path: `/api/notices/${notice.id}/rulings`,
          body: {
            version: notice.version,
            ruling: { ...(begun ? { order: prune(said) } : {}), ...(hague ? { hague } : {}) },
          },
        });
      }}
    >
      <Alert color="blue" p="xs">
        {text.t('notice.ruling.hint')}
      </Alert>
      <Select
        {...form.choice('/ruling/hague')}
        label={text.t('notice.field.hague')}
        data={words(HAGUE, 'notice.hague')}
        clearable
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput {...form.text(at('court'))} label={text.t('notice.field.court')} />
        <CountrySelect {...form.choice(at('country'))} label={text.t('common.country')} />
        <TextInput {...form.text(at('date'))} type="date" label={text.t('notice.field.date')} />
        <Select
          {...form.choice(at('custodyTo'))}
          label={text.t('notice.field.custodyTo')}
          data={words(['left-behind-parent', 'taking-parent', 'joint', 'other'], 'notice.custody-to')}
        />
        <Select
          {...form.choice(at('standing'))}
          label={text.t('common.state')}
          data={words(['in-force', 'appealed', 'annulled'], 'notice.order')}
        />
      </SimpleGrid>
    </FormDialog>
  );
}
