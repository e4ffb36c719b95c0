import { Button, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useGet, useSend } from '../../api/hooks.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';

/** For how long a batch drafted from now on can be taken back. */
export function UndoHours() {
  const text = useText();
  const { data } = useGet<{ undoHours: number }>('/api/removal-settings');
  const [hours, setHours] = useState<number | null>(null);
  const send = useSend(() => setHours(null));
  if (!data) return null;
  return (
    <Section title={text.t('removals.undo')}>
      <Group align="end" gap="xs">
        <NumberInput
          label={text.t('removals.undo.hours')}
          min={0}
          max={720}
          value={hours ?? data.undoHours}
          onChange={(value) => setHours(typeof value === 'number' ? value : null)}
        />
        <Button
          variant="default"
          disabled={hours === null || hours === data.undoHours}
          loading={send.isPending}
          onClick={() => send.mutate({ path: '/api/removal-settings', method: 'PUT', body: { undoHours: hours } })}
        >
          {text.t('common.save')}
        </Button>
      </Group>
      <ProblemAlert error={send.error} />
    </Section>
  );
}
