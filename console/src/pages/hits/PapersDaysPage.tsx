import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { papersDaysView } from '../../../../src/notices/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { CountrySelect } from '../../form/CountrySelect.tsx';
import { useText } from '../../i18n/use-text.ts';

type View = z.infer<typeof papersDaysView>;

/** What the treaties say of the time between an arrest and the papers, as this bureau has set it. */
export function PapersDaysPage() {
  const text = useText();
  const me = useMe();
  const query = useGet<View>('/api/papers-days');
  return (
    <Loaded query={query}>
      {(view) => (
        <>
          <PageHeader title={text.t('papers.title')} hint={text.t('papers.hint', { days: view.default.days })} />
          {me.is('supervisor') && <SetDays view={view} />}
          {view.items.length > 0 && (
            <Section title={text.t('papers.title')}>
              <RowTable
                caption={text.t('papers.title')}
                rows={view.items}
                keyOf={(row) => row.country}
                columns={[
                  { label: text.t('map.country'), lead: true, cell: (row) => text.country(row.country) },
                  { label: text.t('papers.days'), cell: (row) => text.number(row.days) },
                  {
                    label: text.t('papers.source'),
                    cell: (row) => (
                      <Stack gap={0}>
                        <Text size="sm">{row.source}</Text>
                        {row.setAt !== null && (
                          <Text size="xs" c="dimmed">
                            <When at={row.setAt} />
                          </Text>
                        )}
                      </Stack>
                    ),
                  },
                ]}
              />
            </Section>
          )}
        </>
      )}
    </Loaded>
  );
}

function SetDays({ view }: { readonly view: View }) {
  const text = useText();
  const [country, setCountry] = useState<string | null>(null);
  const [days, setDays] = useState<number | string>('');
  const [source, setSource] = useState('');
  const send = useSend(() => {
    setCountry(null);
    setDays('');
    setSource('');
  });
  const known = view.items.find((row) => row.country === country);
  return (
    <Section title={text.t('papers.set')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (country === null) return;
          send.mutate({
            method: 'PUT',
            path: `/api/papers-days/${country}`,
            body: { version: known?.version ?? 0, days: Number(days), source },
          });
        }}
      >
        <Stack gap="sm" maw={560}>
          <CountrySelect
            id="papers-country"
            error={null}
            label={text.t('map.country')}
            value={country}
            onChange={setCountry}
            required
          />
          <NumberInput label={text.t('papers.days')} value={days} onChange={setDays} min={1} max={180} required />
          <TextInput
            label={text.t('papers.source')}
            value={source}
            onChange={(event) => setSource(event.currentTarget.value)}
            required
          />
          <ProblemAlert error={send.error} />
          <Group>
            <Button type="submit" loading={send.isPending} disabled={country === null || days === '' || source === ''}>
              {text.t('papers.set')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
