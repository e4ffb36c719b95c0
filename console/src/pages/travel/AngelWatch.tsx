import { Badge, Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TravelDetail } from '../../../../src/travel/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { Facts } from '../../components/Facts.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { CountriesSelect } from '../../form/CountrySelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

/** The Angel Watch Center's own notice beside ours. */
export function AngelWatch({ item, works }: { readonly item: TravelDetail; readonly works: boolean }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const found = item.angelWatch;
  return (
    <Section
      title={text.t('trip.angel-watch')}
      actions={
        works &&
        item.state === 'sent' && (
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            {text.t('trip.angel-watch.check')}
          </Button>
        )
      }
    >
      {found ? (
        <>
          <Facts
            facts={[
              [text.t('common.number'), found.number ?? text.t('trip.angel-watch.no-notice')],
              found.number !== null && [
                text.t('trip.result'),
                <Badge key="r" color={found.agrees ? 'teal' : 'orange'} variant="light" tt="none">
                  {text.t(found.agrees ? 'trip.angel-watch.agrees' : 'trip.angel-watch.differs')}
                </Badge>,
              ],
              [text.t('common.at'), <When key="w" at={found.at} />],
            ]}
          />
          {found.differences.length > 0 && (
            <RowTable
              caption={text.t('trip.angel-watch.differs')}
              rows={found.differences}
              keyOf={(one) => one.what}
              columns={[
                { label: '', lead: true, cell: (one) => text.word(one.what, 'travel.differs') },
                { label: text.t('trip.ours'), cell: (one) => one.ours },
                { label: text.t('trip.theirs'), cell: (one) => one.theirs },
              ]}
            />
          )}
        </>
      ) : (
        <Text size="sm" c="dimmed">
          {text.t('trip.angel-watch.none')}
        </Text>
      )}
      {open && <CompareDialog item={item} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function CompareDialog({ item, onClose }: { readonly item: TravelDetail; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({ countries: [] }, send.error);
  return (
    <FormDialog
      title={text.t('trip.angel-watch')}
      submit={text.t('trip.angel-watch.check')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() => {
        const said = body() as { number?: string };
        const path = `/api/travel/${item.id}/angel-watch`;
        send.mutate({ path, body: { ...said, number: said.number ?? null, version: item.version } });
      }}
    >
      <TextInput {...form.text('/number')} label={text.t('trip.angel-watch.number')} dir="ltr" data-autofocus />
      <CountriesSelect {...form.many('/countries')} label={text.word('countries', 'travel.differs')} />
      <TextInput {...form.text('/departsOn')} label={text.t('trip.departs')} placeholder="2026-12-31" dir="ltr" />
      <TextInput {...form.text('/passport')} label={text.t('person.documents')} dir="ltr" />
    </FormDialog>
  );
}
