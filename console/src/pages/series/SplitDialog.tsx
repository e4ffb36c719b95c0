import { Checkbox, Group, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { SeriesView } from '../../../../src/identification/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import { LyonPicture } from './LyonPicture.tsx';

/** Parts pictures that do not belong together: they go into a new series. */
export function SplitDialog({ series, onClose }: { readonly series: SeriesView; onClose(): void }) {
  const text = useText();
  const navigate = useNavigate();
  const [label, setLabel] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const send = useSend<{ readonly seriesId: string }>((moved) => {
    onClose();
    void navigate(`/series/${moved.seriesId}`);
  });
  const fits = label.trim() !== '' && chosen.length > 0 && chosen.length < series.mediaIds.length;
  return (
    <ReasonDialog
      opened
      title={`${text.t('series.split')}: ${series.label}`}
      warning={text.t('series.split.hint')}
      confirm={text.t('series.split')}
      disabled={!fits}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={(reason) =>
        send.mutate({
          path: `/api/series/${series.id}/split`,
          body: { version: series.version, label: label.trim(), mediaIds: chosen, reason },
        })
      }
    >
      <TextInput
        label={text.t('contribute.label')}
        description={text.t('series.split.label-hint')}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
        maxLength={60}
        required
      />
      <Text size="sm">{text.t('series.split.n', { n: chosen.length })}</Text>
      <ScrollArea.Autosize mah={260} type="auto">
        <Checkbox.Group value={[...chosen]} onChange={setChosen} aria-label={text.t('series.media')}>
          <Stack gap={6}>
            {series.mediaIds.map((id, n) => (
              <Group key={id} gap="xs" wrap="nowrap" align="flex-start">
                <Checkbox value={id} label={text.t('series.picture.n', { n: n + 1 })} />
                {n < 40 && <LyonPicture id={id} />}
              </Group>
            ))}
          </Stack>
        </Checkbox.Group>
      </ScrollArea.Autosize>
    </ReasonDialog>
  );
}
