import { Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DeskItem } from '../../../../src/desk/contract.ts';
import { ESCALATE_REASONS, SKIP_REASONS, SNOOZE_REASONS } from '../../../../src/work/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { fieldErrors, fieldId } from '../../components/field-errors.ts';
import { useText } from '../../i18n/use-text.ts';
import { taskWords } from './item-words.ts';
import { localInput } from './local-input.ts';

export type AsideAct = 'skip' | 'snooze' | 'escalate';
const REASONS = { skip: SKIP_REASONS, snooze: SNOOZE_REASONS, escalate: ESCALATE_REASONS } as const;

interface Props {
  readonly act: AsideAct;
  readonly item: DeskItem;
  onDone?(): void;
  onClose(): void;
}

/** Leaves an item to the next person, puts it aside, or asks about it: with the reason. It stays owed. */
export function SetAsideDialog({ act, item, onDone, onClose }: Props) {
  const text = useText();
  const [reason, setReason] = useState<string>(REASONS[act][0]);
  const [note, setNote] = useState('');
  const [until, setUntil] = useState(
    localInput(Math.max(Date.now() + 900_000, Math.min(Date.now() + 3_600_000, item.dueAt))),
  );
  const send = useSend(() => {
    onDone?.();
    onClose();
  });
  const errors = fieldErrors(send.error, text);
  return (
    <FormDialog
      title={text.t(`desk.${act}`)}
      submit={text.t(`desk.${act}`)}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          path: `/api/work/${item.id}/${act}`,
          body: {
            version: item.version,
            reason,
            ...(note.trim() && { note: note.trim() }),
            ...(act === 'snooze' && { until: Date.parse(until) || 0 }),
          },
        })
      }
    >
      <Stack gap="sm">
        <Text fw={600}>{taskWords(text, item)}</Text>
        <Text size="sm" c="dimmed">
          {text.t(`desk.${act}.hint`)}
        </Text>
        {act === 'snooze' && (
          <TextInput
            id={fieldId('/until')}
            type="datetime-local"
            label={text.t('desk.snooze.until')}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
            error={errors.at('/until')}
            required
          />
        )}
        <Select
          label={text.t('common.reason')}
          data={REASONS[act].map((value) => ({ value, label: text.word(value, 'work-reason') }))}
          value={reason}
          onChange={(value) => value && setReason(value)}
          allowDeselect={false}
          data-autofocus
        />
        <Textarea
          label={text.t('desk.note')}
          description={text.t('desk.note.hint')}
          value={note}
          maxLength={500}
          autosize
          minRows={2}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </FormDialog>
  );
}
