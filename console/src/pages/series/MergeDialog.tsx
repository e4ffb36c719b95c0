import { Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { SeriesSummary, SeriesView } from '../../../../src/identification/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Joins a series to another one, found by its code name. */
export function MergeDialog({ series, onClose }: { readonly series: SeriesView; onClose(): void }) {
  const text = useText();
  const navigate = useNavigate();
  const [into, setInto] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 250);
  const { data } = useGet<{ readonly items: readonly SeriesSummary[] }>('/api/series', {
    q: q || undefined,
    limit: 50,
  });
  const send = useSend<{ readonly seriesId: string }>((moved) => {
    onClose();
    void navigate(`/series/${moved.seriesId}`);
  });
  const options = (data?.items ?? [])
    .filter((item) => item.id !== series.id && item.mergedInto === null)
    .map((item) => ({ value: item.id, label: `${item.label} (${text.word(item.state, 'series.state')})` }));
  return (
    <ReasonDialog
      opened
      title={`${text.t('series.merge')}: ${series.label}`}
      warning={text.t('series.merge.hint')}
      confirm={text.t('series.merge')}
      disabled={into === null}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={(reason) =>
        send.mutate({ path: `/api/series/${series.id}/merge`, body: { version: series.version, into, reason } })
      }
    >
      <Select
        label={text.t('series.merge.into')}
        data={options}
        value={into}
        onChange={setInto}
        searchable
        onSearchChange={(value) => setTyped(value.replace(/ \([^)]*\)$/, ''))}
        filter={({ options: all }) => all}
        required
      />
      {options.length === 0 && <Text size="sm">{text.t('series.empty')}</Text>}
    </ReasonDialog>
  );
}
