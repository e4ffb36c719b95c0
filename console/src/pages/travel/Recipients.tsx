import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RecipientView, TravelDetail } from '../../../../src/travel/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

/** Each bureau on the way: what it has, and what to do where no message reaches it. */
export function Recipients({ item, works }: { readonly item: TravelDetail; readonly works: boolean }) {
  const text = useText();
  const [telling, setTelling] = useState<RecipientView | null>(null);
  return (
    <Section title={text.t('trip.recipients')}>
      <RowTable
        caption={text.t('trip.recipients')}
        rows={item.recipients}
        keyOf={(one) => one.id}
        columns={[
          { label: text.t('map.country'), lead: true, cell: (one) => <BureauTag code={one.bureau} /> },
          { label: text.t('trip.kind'), cell: (one) => text.word(one.role, 'travel.role') },
          {
            label: text.t('common.state'),
            cell: (one) => (
              <>
                <StateBadge state={one.state} scope="travel-recipient.state" />{' '}
                {one.toldHow ?? (one.reason && text.phrase(one.reason))}
              </>
            ),
          },
          { label: text.t('trip.version-known'), cell: (one) => `${one.knownN} / ${one.n}` },
          { label: text.t('common.at'), cell: (one) => <When at={one.at} /> },
          {
            label: '',
            cell: (one) =>
              works &&
              item.state === 'sent' &&
              one.state !== 'delivered' &&
              one.state !== 'told-otherwise' && (
                <Button size="xs" variant="default" onClick={() => setTelling(one)}>
                  {text.t('trip.told')}
                </Button>
              ),
          },
        ]}
      />
      {telling && <TellDialog item={item} recipient={telling} onClose={() => setTelling(null)} />}
    </Section>
  );
}

function TellDialog(props: { readonly item: TravelDetail; readonly recipient: RecipientView; onClose(): void }) {
  const text = useText();
  const send = useSend(props.onClose);
  const { form, body } = useFormState({ how: '', who: '' }, send.error);
  const { item, recipient } = props;
  return (
    <FormDialog
      title={`${text.t('trip.told')}: ${text.bureau(recipient.bureau)}`}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onClose={props.onClose}
      onSubmit={() =>
        send.mutate({
          path: `/api/travel/${item.id}/recipients/${recipient.id}/told`,
          body: body({ version: item.version }),
        })
      }
    >
      <TextInput {...form.text('/how')} label={text.t('trip.told.how')} required data-autofocus />
      <TextInput {...form.text('/who')} label={text.t('trip.told.who')} required />
    </FormDialog>
  );
}
