import { Checkbox, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { RelatedTip } from '../../../../src/tips/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly tips: readonly RelatedTip[];
  /** The report that stands for the others, to begin with. */
  readonly lead?: string;
  onClose(): void;
}

/** Which report stands for which; those that may wait are not put before what asks for priority. */
export function MergeDialog({ tips, lead, onClose }: Props) {
  const text = useText();
  const send = useSend(onClose);
  const leads = tips.filter((tip) => tip.state === 'open' || tip.state === 'routed');
  const [into, setInto] = useState(lead ?? leads.find((tip) => tip.escalated)?.id ?? leads[0]?.id ?? '');
  const open = tips.filter((tip) => tip.state === 'open' && tip.id !== into);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = open.filter((tip) => !left.has(tip.id));
  const nameOf = (tip: RelatedTip): string => `${tip.reportNumber} · ${tip.provider}`;
  return (
    <ReasonDialog
      opened
      title={text.t('merge.title')}
      warning={text.t('merge.hint')}
      confirm={text.t('merge.action')}
      disabled={chosen.length === 0 || into === ''}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={(reason) =>
        send.mutate({
          path: `/api/tips/${into}/merge`,
          body: { tips: chosen.map(({ id, version }) => ({ id, version })), reason },
        })
      }
    >
      <Select
        label={text.t('merge.into')}
        allowDeselect={false}
        value={into}
        onChange={(value) => setInto(value ?? '')}
        data={leads.map((tip) => ({ value: tip.id, label: nameOf(tip) }))}
      />
      <Stack gap={4}>
        <Text size="sm" fw={500}>
          {text.t('merge.which')}
        </Text>
        {open.map((tip) => (
          <Checkbox
            key={tip.id}
            label={nameOf(tip)}
            checked={!left.has(tip.id)}
            onChange={(event) => {
              const next = new Set(left);
              if (event.currentTarget.checked) next.delete(tip.id);
              else next.add(tip.id);
              setLeft(next);
            }}
          />
        ))}
      </Stack>
    </ReasonDialog>
  );
}
