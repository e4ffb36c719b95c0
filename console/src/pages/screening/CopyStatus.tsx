import { Alert, Group, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { CopyStatus as Status } from '../../../../src/screening/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useNow } from '../../components/use-now.ts';
import { useText } from '../../i18n/use-text.ts';

/** How old the copy is that is searched; said loudly when the Secretariat is not heard. */
export function CopyStatus() {
  const text = useText();
  const now = useNow();
  const { data } = useGet<Status>('/api/screenings/copy', undefined, { everyMs: 30_000 });
  if (!data) return null;
  const age = data.feedAt === null ? null : text.duration(Math.max(60_000, now - data.feedAt));
  const { sizes } = data.index;
  const counts = {
    notices: sizes.notice ?? 0,
    subjects: sizes.subject ?? 0,
    travellers: sizes.traveller ?? 0,
    documents: data.index.documents,
  };
  return (
    <>
      {age !== null && data.stale && (
        <Alert color="orange" icon={<IconPlugConnectedX />} mb="sm" role="status">
          {text.t('screen.copy.stale', { age })}
        </Alert>
      )}
      <Group gap="md" mb="md">
        <Text size="sm" c="dimmed">
          {age === null ? text.t('screen.copy.none') : text.t('screen.copy', { age })}
        </Text>
        <Text size="sm" c="dimmed">
          {data.index.state === 'ready' ? text.t('screen.copy.index', counts) : text.t('screen.copy.building')}
        </Text>
      </Group>
    </>
  );
}
