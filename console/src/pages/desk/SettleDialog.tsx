import { Radio, Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { DeskItem, WatchView } from '../../../../src/desk/contract.ts';
import type { WorkDetail } from '../../../../src/work/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useText } from '../../i18n/use-text.ts';

const ROLES = ['analyst', 'supervisor', 'watch-officer', 'vid-specialist', 'curator', 'reviewer'];
const DECISIONS = ['go-on', 'reassigned', 'taken'] as const;

/** The supervisor or the watch answers what was asked about an item. */
export function SettleDialog({ item, onClose }: { readonly item: DeskItem; onClose(): void }) {
  const text = useText();
  const asked = item.ref.kind === 'work-escalation' ? item.ref.id : item.id;
  const detail = useGet<WorkDetail>(`/api/work/${asked}`);
  const watch = useGet<WatchView>('/api/watch');
  const [decision, setDecision] = useState<string>('go-on');
  const [owner, setOwner] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const send = useSend(onClose);
  const owners = [
    ...ROLES.map((role) => ({ value: `role:${role}`, label: text.word(role, 'role') })),
    ...(watch.data?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <FormDialog
      title={text.t('desk.settle')}
      submit={text.t('desk.settle')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          path: `/api/work/${asked}/escalation`,
          body: {
            version: detail.data?.item.version ?? item.version,
            decision,
            ...(decision === 'reassigned' &&
              owner && { owner: owner.startsWith('role:') ? { role: owner.slice(5) } : { person: owner } }),
            ...(note.trim() && { note: note.trim() }),
          },
        })
      }
    >
      <Radio.Group value={decision} onChange={setDecision}>
        <Stack gap="xs">
          {DECISIONS.map((value) => (
            <Radio key={value} value={value} label={text.word(value, 'work-decision')} />
          ))}
        </Stack>
      </Radio.Group>
      {decision === 'reassigned' && (
        <Select label={text.t('desk.settle.to')} data={owners} value={owner} onChange={setOwner} searchable required />
      )}
      <Textarea
        label={text.t('desk.note')}
        description={text.t('desk.note.hint')}
        maxLength={500}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
