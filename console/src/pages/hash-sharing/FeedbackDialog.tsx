import { MultiSelect, Radio, Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { reasonList, SourceEntry } from '../../../../src/identification/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly sourceId: string;
  readonly entry: SourceEntry;
  onClose(): void;
}

/** Says yes or no to one fingerprint of an entry; a no needs a reason that the source takes. */
export function FeedbackDialog({ sourceId, entry, onClose }: Props) {
  const text = useText();
  const types = Object.keys(entry.fingerprints);
  const [type, setType] = useState<string | null>(types[0] ?? null);
  const [sentiment, setSentiment] = useState('affirmative');
  const [reasonIds, setReasons] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const reasons = useGet<z.infer<typeof reasonList>>(`/api/hash-sources/${sourceId}/reasons`);
  const send = useSend(onClose);
  const isNo = sentiment === 'negative';
  return (
    <FormDialog
      title={text.t('sharing.feedback.do')}
      submit={text.t('sharing.feedback.send')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          path: `/api/hash-sources/${sourceId}/feedback`,
          body: { key: entry.key, type, sentiment, reasonIds: isNo ? reasonIds : [], note },
        })
      }
    >
      <Select
        label={text.t('sharing.feedback.type')}
        data={types}
        value={type}
        onChange={setType}
        allowDeselect={false}
      />
      <Radio.Group label={text.t('sharing.feedback.sentiment')} value={sentiment} onChange={setSentiment}>
        <Stack gap={6} mt={4}>
          {(['affirmative', 'negative'] as const).map((value) => (
            <Radio key={value} value={value} label={text.t(`sharing.sentiment.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {isNo && (
        <MultiSelect
          label={text.t('sharing.feedback.reasons')}
          required
          data={(reasons.data?.items ?? [])
            .filter((reason) => reason.type === type)
            .map(({ guid, name }) => ({ value: guid, label: name }))}
          value={reasonIds}
          onChange={setReasons}
        />
      )}
      <Textarea
        label={text.t('common.note')}
        description={text.t('sharing.feedback.note')}
        required
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
