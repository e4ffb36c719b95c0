import { MultiSelect, SimpleGrid, TextInput } from '@mantine/core';
import type { z } from 'zod';
import type { partnerAccountList, shareList } from '../../../../src/identification/contract.ts';
import { type SendCall, useGet } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  /** Null: a new one. */
  readonly partner: z.infer<typeof partnerAccountList>['items'][number] | null;
  readonly pending: boolean;
  readonly error: unknown;
  onSend(call: SendCall): void;
  onClose(): void;
}

const YEAR_MS = 365 * 86_400_000;

/** A partner and the shared lists it may read. */
export function PartnerDialog({ partner, pending, error, onSend, onClose }: Props) {
  const text = useText();
  const { data } = useGet<z.infer<typeof shareList>>('/api/hash-shares');
  const { form, body } = useFormState(
    {
      listIds: partner?.listIds ?? [],
      ...(partner ? {} : { day: new Date(Date.now() + YEAR_MS).toISOString().slice(0, 10) }),
    },
    error,
  );

  function send(): void {
    const listIds = form.many('/listIds').value;
    if (partner) {
      onSend({
        path: `/api/hash-partners/${partner.id}/lists`,
        method: 'PUT',
        body: { version: partner.version, listIds },
      });
      return;
    }
    const { day, ...rest } = body() as { day?: string };
    onSend({
      path: '/api/hash-partners',
      body: { ...rest, listIds, expiresAt: day ? Date.parse(`${day}T23:59:59Z`) : undefined },
    });
  }

  return (
    <FormDialog
      title={partner ? `${text.t('sharing.partner.lists')}: ${partner.name}` : text.t('sharing.partner.add')}
      submit={text.t(partner ? 'common.save' : 'sharing.partner.add')}
      pending={pending}
      error={error}
      onSubmit={send}
      onClose={onClose}
    >
      {!partner && (
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <TextInput {...form.text('/name')} label={text.t('sharing.partner.org')} required data-autofocus />
          <TextInput
            {...form.text('/username')}
            label={text.t('people.username')}
            dir="ltr"
            autoComplete="off"
            required
          />
          <TextInput {...form.text('/day')} type="date" label={text.t('sharing.partner.until')} required />
        </SimpleGrid>
      )}
      <MultiSelect
        {...form.many('/listIds')}
        label={text.t('sharing.partner.lists')}
        data={(data?.items ?? [])
          .filter(({ share }) => share)
          .map(({ listId, listName }) => ({ value: listId, label: listName }))}
        searchable
      />
    </FormDialog>
  );
}
