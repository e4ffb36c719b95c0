import { Button, Checkbox, Group, Menu, TextInput } from '@mantine/core';
import { IconBookmark, IconChevronDown, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { SavedView } from '../../../../src/desk/contract.ts';
import type { QueueFilter } from '../../../../src/work/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly filter: QueueFilter;
  onChoose(filter: QueueFilter): void;
}

/** Filters of the queue under a name: one's own, and everyone's. */
export function SavedViews({ filter, onChoose }: Props) {
  const text = useText();
  const me = useMe();
  const { data } = useGet<{ items: SavedView[] }>('/api/desk/views');
  const [saving, setSaving] = useState(false);
  const remove = useSend();
  const items = data?.items ?? [];
  const keepsShared = me.is('supervisor', 'watch-officer');
  const current = items.find((view) => JSON.stringify(view.filter) === JSON.stringify(filter));
  const mayRemove = current && (current.shared ? keepsShared : current.owner === me.mark);
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconBookmark size={16} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            <bdi>{current?.name ?? text.t('desk.views')}</bdi>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {items.length === 0 && <Menu.Label>{text.t('desk.views.none')}</Menu.Label>}
          {items.map((view) => (
            <Menu.Item
              key={view.id}
              fw={view.id === current?.id ? 700 : undefined}
              aria-current={view.id === current?.id}
              onClick={() => onChoose(view.filter)}
            >
              <bdi>{view.name}</bdi>
              {view.shared && ` (${text.t('desk.view.shared-mark')})`}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setSaving(true)}>{text.t('desk.view.save')}</Menu.Item>
          {current && mayRemove && (
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={14} aria-hidden />}
              onClick={() =>
                remove.mutate({
                  method: 'DELETE',
                  path: `/api/desk/views/${current.id}`,
                  query: { version: current.version },
                })
              }
            >
              {text.t('desk.view.remove')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {saving && <SaveDialog filter={filter} mayShare={keepsShared} onClose={() => setSaving(false)} />}
    </>
  );
}

function SaveDialog({
  filter,
  mayShare,
  onClose,
}: {
  readonly filter: QueueFilter;
  readonly mayShare: boolean;
  onClose(): void;
}) {
  const text = useText();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const send = useSend(onClose);
  return (
    <FormDialog
      title={text.t('desk.view.save')}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() => send.mutate({ path: '/api/desk/views', body: { name, shared, filter } })}
    >
      <TextInput
        label={text.t('desk.view.name')}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
        required
        data-autofocus
      />
      {mayShare && (
        <Group>
          <Checkbox
            label={text.t('desk.view.shared')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        </Group>
      )}
    </FormDialog>
  );
}
