import { Alert, Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { AUTHORITIES, type TravelDetail } from '../../../../src/travel/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { Actor } from '../../components/Actor.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

/** To whom a received notification was handed over here, and to whom it is still to be. */
export function HandOvers({ item, works }: { readonly item: TravelDetail; readonly works: boolean }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const isOpen = item.state === 'received' || item.state === 'handed-over';
  return (
    <Section
      title={text.t('trip.hand-over')}
      actions={
        works &&
        isOpen && (
          <Button size="xs" onClick={() => setOpen(true)}>
            {text.t('trip.hand-over.record')}
          </Button>
        )
      }
    >
      {item.handOverDue.length > 0 && (
        <Alert color="orange" mb="sm">
          {text.t('trip.hand-over.due')}: {text.list(item.handOverDue.map((one) => text.word(one, 'travel.to')))}
        </Alert>
      )}
      {item.handOvers.length > 0 && (
        <RowTable
          caption={text.t('trip.hand-over')}
          rows={item.handOvers}
          keyOf={(one) => one.id}
          columns={[
            { label: text.t('trip.agency'), lead: true, cell: (one) => text.word(one.authority, 'travel.to') },
            { label: text.t('trip.reference'), cell: (one) => one.reference && <bdi>{one.reference}</bdi> },
            { label: text.t('common.note'), cell: (one) => one.note && <bdi>{one.note}</bdi> },
            { label: text.t('common.at'), cell: (one) => <When at={one.at} /> },
            { label: '', cell: (one) => <Actor id={one.by} /> },
          ]}
        />
      )}
      {open && <HandOverDialog item={item} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function HandOverDialog({ item, onClose }: { readonly item: TravelDetail; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({ authority: item.handOverDue[0] ?? 'border-control' }, send.error);
  return (
    <FormDialog
      title={text.t('trip.hand-over.record')}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() => send.mutate({ path: `/api/travel/${item.id}/hand-over`, body: body({ version: item.version }) })}
    >
      <Select
        {...form.choice('/authority')}
        label={text.t('trip.agency')}
        data={AUTHORITIES.map((value) => ({ value, label: text.word(value, 'travel.to') }))}
      />
      <TextInput {...form.text('/reference')} label={text.t('trip.reference')} dir="ltr" />
      <Textarea {...form.text('/note')} label={text.t('common.note')} autosize minRows={2} />
    </FormDialog>
  );
}
