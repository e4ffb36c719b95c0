import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ComplaintView, TravelDetail } from '../../../../src/travel/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

/** Who says that it is wrong, and what was decided. */
export function Complaints({ item, works }: { readonly item: TravelDetail; readonly works: boolean }) {
  const text = useText();
  const me = useMe();
  const [open, setOpen] = useState<'new' | ComplaintView | null>(null);
  return (
    <Section
      title={text.t('trip.complaints')}
      actions={
        works && (
          <Button size="xs" variant="default" onClick={() => setOpen('new')}>
            {text.t('trip.complain')}
          </Button>
        )
      }
    >
      {item.complaints.length > 0 && (
        <RowTable
          caption={text.t('trip.complaints')}
          rows={item.complaints}
          keyOf={(one) => one.id}
          columns={[
            { label: text.t('trip.complainant'), lead: true, cell: (one) => <bdi>{one.complainant}</bdi> },
            { label: text.t('trip.complaint.says'), cell: (one) => <bdi>{one.says}</bdi> },
            { label: text.t('common.at'), cell: (one) => <When at={one.takenAt} /> },
            {
              label: text.t('common.state'),
              cell: (one) => (
                <>
                  <StateBadge state={one.state} scope="travel-complaint.state" /> {one.decision}
                </>
              ),
            },
            {
              label: '',
              cell: (one) =>
                one.state === 'open' &&
                me.is('supervisor') && (
                  <Button size="xs" variant="default" onClick={() => setOpen(one)}>
                    {text.t('trip.decide')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {open === 'new' && <ComplainDialog item={item} onClose={() => setOpen(null)} />}
      {open && open !== 'new' && <DecideDialog item={item} complaint={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function ComplainDialog({ item, onClose }: { readonly item: TravelDetail; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({}, send.error);
  return (
    <FormDialog
      title={text.t('trip.complain')}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() => send.mutate({ path: `/api/travel/${item.id}/complaints`, body: body() })}
    >
      <TextInput {...form.text('/complainant')} label={text.t('trip.complainant')} required data-autofocus />
      <TextInput {...form.text('/contact')} label={text.t('trip.contact')} />
      <Textarea {...form.text('/says')} label={text.t('trip.complaint.says')} required autosize minRows={3} />
    </FormDialog>
  );
}

function DecideDialog(props: { readonly item: TravelDetail; readonly complaint: ComplaintView; onClose(): void }) {
  const text = useText();
  const send = useSend(props.onClose);
  const { form, body } = useFormState({ decision: 'dismissed' }, send.error);
  const path = `/api/travel/${props.item.id}/complaints/${props.complaint.id}/decide`;
  return (
    <FormDialog
      title={text.t('trip.decide')}
      submit={text.t('trip.decide')}
      pending={send.isPending}
      error={send.error}
      onClose={props.onClose}
      onSubmit={() => send.mutate({ path, body: body({ version: props.complaint.version }) })}
    >
      <Select
        {...form.choice('/decision')}
        label={text.t('trip.result')}
        data={['upheld', 'dismissed'].map((value) => ({ value, label: text.word(value, 'travel-complaint.state') }))}
      />
      <Textarea {...form.text('/reason')} label={text.t('common.reason')} required autosize minRows={3} />
    </FormDialog>
  );
}
