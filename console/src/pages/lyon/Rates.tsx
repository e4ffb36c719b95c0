import { Button, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { RateView, rateList } from '../../../../src/identification/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { BureauSelect } from '../../form/BureauSelect.tsx';
import { useText } from '../../i18n/use-text.ts';

type Setting = Pick<RateView, 'hashesAMinute' | 'contributionsAMinute' | 'version'> & {
  readonly bureau: string | null;
};

/** Bureaus that went beyond their rate and wait, and those with rates of their own. */
export function Rates() {
  const text = useText();
  const me = useMe();
  const query = useGet<z.infer<typeof rateList>>('/api/icse-sources');
  const [setting, setSetting] = useState<Setting | null>(null);
  const changes = me.is('curator');
  const rate = (own: number | null, usual: number) =>
    own === null ? text.t('lyon.rate.usual', { n: text.number(usual) }) : text.number(own);
  return (
    <Section
      title={text.t('lyon.rates')}
      actions={
        changes && (
          <Button
            size="xs"
            variant="light"
            onClick={() => setSetting({ bureau: null, hashesAMinute: null, contributionsAMinute: null, version: 0 })}
          >
            {text.t('lyon.rate.set')}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {({ usual, items }) => (
          <>
            <Text size="sm" mb="sm">
              {text.t('lyon.rates.usual', {
                hashes: text.number(usual.hashesAMinute),
                contributions: text.number(usual.contributionsAMinute),
              })}
            </Text>
            {items.length === 0 ? (
              <EmptyState title={text.t('lyon.rates.none')} />
            ) : (
              <RowTable
                caption={text.t('lyon.rates')}
                rows={items}
                keyOf={({ bureau }) => bureau}
                columns={[
                  {
                    label: text.t('lyon.rate.bureau'),
                    lead: true,
                    cell: ({ bureau }) => <BureauTag code={bureau} />,
                  },
                  {
                    label: text.t('lyon.rate.hashes'),
                    cell: ({ hashesAMinute }) => rate(hashesAMinute, usual.hashesAMinute),
                  },
                  {
                    label: text.t('lyon.rate.contributions'),
                    cell: ({ contributionsAMinute }) => rate(contributionsAMinute, usual.contributionsAMinute),
                  },
                  {
                    label: text.t('lyon.rate.held'),
                    cell: ({ heldUntil, heldKind }) =>
                      heldUntil !== null && (
                        <Text size="sm">
                          {heldKind && text.t(`lyon.rate.held.${heldKind}`)} · <When at={heldUntil} />
                        </Text>
                      ),
                  },
                  { label: text.t('lyon.rate.times'), cell: ({ heldTimes }) => text.number(heldTimes) },
                  {
                    label: text.t('lyon.rate.set'),
                    cell: (row) =>
                      changes && (
                        <Button size="compact-sm" variant="default" onClick={() => setSetting(row)}>
                          {text.t('lyon.rate.set')}
                        </Button>
                      ),
                  },
                ]}
              />
            )}
          </>
        )}
      </Loaded>
      {setting && <RateDialog setting={setting} onClose={() => setSetting(null)} />}
    </Section>
  );
}

function RateDialog({ setting, onClose }: { readonly setting: Setting; onClose(): void }) {
  const text = useText();
  const [bureau, setBureau] = useState(setting.bureau);
  const [hashes, setHashes] = useState<number | string>(setting.hashesAMinute ?? '');
  const [contributions, setContributions] = useState<number | string>(setting.contributionsAMinute ?? '');
  const send = useSend(onClose);
  const own = (value: number | string) => (value === '' ? null : Number(value));
  return (
    <FormDialog
      title={text.t('lyon.rate.set')}
      submit={text.t('lyon.save')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() => {
        if (bureau === null) return;
        send.mutate({
          path: `/api/icse-sources/${bureau}`,
          body: { version: setting.version, hashesAMinute: own(hashes), contributionsAMinute: own(contributions) },
        });
      }}
    >
      {setting.bureau === null ? (
        <BureauSelect label={text.t('lyon.rate.bureau')} value={bureau} onChange={setBureau} required />
      ) : (
        <BureauTag code={setting.bureau} />
      )}
      <Text size="sm">{text.t('lyon.rate.hint')}</Text>
      <NumberInput label={text.t('lyon.rate.hashes')} min={1} value={hashes} onChange={setHashes} />
      <NumberInput
        label={text.t('lyon.rate.contributions')}
        min={1}
        value={contributions}
        onChange={setContributions}
      />
    </FormDialog>
  );
}
