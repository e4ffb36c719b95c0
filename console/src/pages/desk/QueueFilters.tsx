import { Chip, Group, Select } from '@mantine/core';
import type { DeskSummary } from '../../../../src/desk/contract.ts';
import type { QueueFilter } from '../../../../src/work/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { taskWords } from './item-words.ts';
import { SavedViews } from './SavedViews.tsx';

interface Props {
  readonly filter: QueueFilter;
  readonly byTask: DeskSummary['byTask'];
  onChange(filter: QueueFilter): void;
}
const FLAGS = ['mine', 'free', 'overdue', 'escalated'] as const;

/** What of the queue is shown. Nothing chosen: all that is in sight. */
export function QueueFilters({ filter, byTask, onChange }: Props) {
  const text = useText();
  const set = (change: Partial<QueueFilter>): void => {
    const next = Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined && value !== false);
    onChange(Object.fromEntries(next) as QueueFilter);
  };
  const labels = {
    mine: text.t('desk.mine'),
    free: text.t('desk.free'),
    overdue: text.t('desk.show.overdue'),
    escalated: text.t('desk.escalated'),
  };
  return (
    <Group gap="xs" align="center">
      <SavedViews filter={filter} onChoose={onChange} />
      <Select
        aria-label={text.t('desk.by-task')}
        placeholder={text.t('desk.by-task')}
        data={byTask.map(({ task, open }) => ({
          value: task,
          label: `${taskWords(text, { task, params: {} })} (${text.number(open)})`,
        }))}
        value={filter.task ?? null}
        onChange={(task) => set({ task: task ?? undefined })}
        clearable
        allowDeselect
        w={{ base: '100%', sm: 280 }}
      />
      <Group gap={6} role="group" aria-label={text.t('desk.filter')}>
        {FLAGS.map((flag) => (
          <Chip key={flag} size="sm" checked={filter[flag] === true} onChange={(on) => set({ [flag]: on })}>
            {labels[flag]}
          </Chip>
        ))}
        {(['urgent', 'life-at-risk'] as const).map((urgency) => (
          <Chip
            key={urgency}
            size="sm"
            checked={filter.urgency === urgency}
            onChange={(on) => set({ urgency: on ? urgency : undefined })}
          >
            {text.word(urgency)}
          </Chip>
        ))}
        <Chip size="sm" checked={filter.show === 'snoozed'} onChange={(on) => set({ show: on ? 'snoozed' : 'now' })}>
          {text.t('desk.snoozed')}
        </Chip>
      </Group>
    </Group>
  );
}
