import { Badge, Button, Code, Modal, MultiSelect, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WebhookView } from '../../../../src/desk/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { fieldErrors } from '../../components/field-errors.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { kindWords } from '../desk/item-words.ts';
import { ROOMS } from './rooms.ts';

type Made = WebhookView & { readonly secret: string };

/** Other systems that are called; each secret is seen once. */
export function Webhooks({ mayChange }: { readonly mayChange: boolean }) {
  const text = useText();
  const query = useGet<{ items: WebhookView[] }>('/api/alerts/webhooks');
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const end = useSend();
  return (
    <Section
      title={text.t('alerts.webhooks')}
      actions={
        mayChange && (
          <Button size="xs" onClick={() => setAdding(true)}>
            {text.t('alerts.webhook.add')}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={text.t('alerts.webhooks.none')} />
          ) : (
            <RowTable
              caption={text.t('alerts.webhooks')}
              rows={items}
              keyOf={(item) => item.id}
              columns={[
                { label: text.t('alerts.webhook.name'), lead: true, cell: (item) => <bdi>{item.name}</bdi> },
                { label: text.t('alerts.webhook.url'), cell: (item) => <span className="mono">{item.url}</span> },
                {
                  label: text.t('alerts.rooms'),
                  cell: (item) =>
                    item.rooms ? text.list(item.rooms.map((room) => kindWords(text, room))) : text.t('common.all'),
                },
                { label: text.t('alerts.urgency'), cell: (item) => text.word(item.urgency) },
                {
                  label: text.t('alerts.delivery.state'),
                  cell: (item) => (
                    <Badge variant="light" color={item.endedAt === null ? 'teal' : 'gray'} tt="none">
                      {text.t(item.endedAt === null ? 'alerts.webhook.active' : 'alerts.webhook.ended')}
                    </Badge>
                  ),
                },
                {
                  label: '',
                  cell: (item) =>
                    mayChange &&
                    item.endedAt === null && (
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        color="red"
                        onClick={() =>
                          end.mutate({ path: `/api/alerts/webhooks/${item.id}/end`, body: { version: item.version } })
                        }
                      >
                        {text.t('alerts.webhook.end')}
                      </Button>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {adding && (
        <AddDialog
          onClose={() => setAdding(false)}
          onMade={(one) => {
            setAdding(false);
            setMade(one);
          }}
        />
      )}
      {made && (
        <Modal
          opened
          onClose={() => setMade(null)}
          title={text.t('alerts.webhook.secret', { name: made.name })}
          closeOnClickOutside={false}
          closeButtonProps={{ 'aria-label': text.t('common.close') }}
        >
          <Stack gap="sm">
            <Text size="sm">{text.t('alerts.webhook.secret.hint')}</Text>
            <Code block className="ltr">
              {made.secret}
            </Code>
            <Button onClick={() => setMade(null)}>{text.t('alerts.webhook.seen')}</Button>
          </Stack>
        </Modal>
      )}
    </Section>
  );
}

function AddDialog({ onMade, onClose }: { onMade(made: Made): void; onClose(): void }) {
  const text = useText();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('https://');
  const [rooms, setRooms] = useState<string[]>([]);
  const [urgency, setUrgency] = useState('routine');
  const send = useSend<Made>(onMade);
  const errors = fieldErrors(send.error, text);
  return (
    <FormDialog
      title={text.t('alerts.webhook.add')}
      submit={text.t('alerts.webhook.add')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          path: '/api/alerts/webhooks',
          body: { name, url, urgency, rooms: rooms.length > 0 ? rooms : null },
        })
      }
    >
      <TextInput
        label={text.t('alerts.webhook.name')}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errors.at('/name')}
        required
        data-autofocus
      />
      <TextInput
        type="url"
        label={text.t('alerts.webhook.url')}
        className="ltr"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        error={errors.at('/url')}
        required
      />
      <MultiSelect
        label={text.t('alerts.rooms')}
        description={text.t('alerts.rooms.hint')}
        data={ROOMS.map((room) => ({ value: room, label: kindWords(text, room) }))}
        value={rooms}
        onChange={setRooms}
        searchable
        clearable
      />
      <Select
        label={text.t('alerts.urgency')}
        data={(['routine', 'urgent', 'life-at-risk'] as const).map((value) => ({ value, label: text.word(value) }))}
        value={urgency}
        onChange={(value) => value && setUrgency(value)}
        allowDeselect={false}
      />
    </FormDialog>
  );
}
