import { Modal, Stack, Text } from '@mantine/core';
import type { DeskItem } from '../../../../src/desk/contract.ts';
import type { WorkDetail } from '../../../../src/work/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { Actor } from '../../components/Actor.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { taskWords } from './item-words.ts';

/** What was done about an item, by whom and why, as the ledger has it. */
export function HistoryDialog({ item, onClose }: { readonly item: DeskItem; onClose(): void }) {
  const text = useText();
  const query = useGet<WorkDetail>(`/api/work/${item.id}`);
  return (
    <Modal
      opened
      onClose={onClose}
      title={text.t('desk.history')}
      size="lg"
      closeButtonProps={{ 'aria-label': text.t('common.close') }}
    >
      <Text fw={600} mb="sm">
        {taskWords(text, item)}
      </Text>
      <Loaded query={query}>
        {({ history }) => (
          <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
            {history.map((entry) => {
              const body = (entry.body ?? {}) as { reason?: string; note?: string; until?: number };
              const why = [
                body.reason && text.word(body.reason, 'work-reason'),
                body.until && text.t('desk.until', { at: text.dateTime(body.until) }),
                body.note,
              ].filter(Boolean);
              return (
                <li key={`${entry.time} ${entry.act}`}>
                  <Text size="sm">
                    {text.phrase(entry.act, { ...body, task: taskWords(text, item) })} · <Actor id={entry.actor} />
                  </Text>
                  <Text size="xs" c="dimmed">
                    <When at={entry.time} />
                    {why.length > 0 && <bdi>{` · ${why.join(' · ')}`}</bdi>}
                  </Text>
                </li>
              );
            })}
          </Stack>
        )}
      </Loaded>
    </Modal>
  );
}
