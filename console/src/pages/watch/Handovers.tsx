import { Badge, Button, Group, Modal, PasswordInput, Select, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { HandoverView, WatchView } from '../../../../src/desk/contract.ts';
import { usePages, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Facts } from '../../components/Facts.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { fieldErrors } from '../../components/field-errors.ts';
import { MoreButton } from '../../components/MoreButton.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

type Dialog =
  | { readonly what: 'write' }
  | { readonly what: 'change' | 'sign' | 'withdraw' | 'show'; readonly note: HandoverView };

interface Props {
  readonly watch: WatchView;
  readonly mayWrite: boolean;
}

/** Notes from watch to watch: written, signed by who goes, signed by who comes. */
export function Handovers({ watch, mayWrite }: Props) {
  const text = useText();
  const me = useMe();
  const list = usePages<HandoverView>('/api/watch/handovers', { limit: 5 });
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const withdraw = useSend(() => setDialog(null));
  const close = () => setDialog(null);
  const isOpen = (note: HandoverView) => note.state === 'written' || note.state === 'offered';
  const maySign = (note: HandoverView) =>
    (note.state === 'written' && note.outgoing === me.mark) || (note.state === 'offered' && note.incoming === me.mark);
  const nobody = !watch.unsigned.some((note) => note.outgoing === me.mark);
  return (
    <Section
      title={text.t('handover.title')}
      actions={
        mayWrite &&
        nobody && (
          <Button size="xs" onClick={() => setDialog({ what: 'write' })}>
            {text.t('handover.write')}
          </Button>
        )
      }
    >
      {list.items?.length === 0 && <EmptyState title={text.t('handover.none')} />}
      <Stack gap="sm">
        {(list.items ?? []).map((note) => (
          <div key={note.id}>
            <Group gap="xs">
              <StateBadge state={note.state} scope="handover.state" />
              <Text size="sm">
                <Actor id={note.outgoing} /> → <Actor id={note.incoming} />
              </Text>
              <Text size="xs" c="dimmed">
                <When at={note.signedAt ?? note.offeredAt ?? note.writtenAt} />
              </Text>
            </Group>
            <Text size="sm" lineClamp={2} className="prose">
              <bdi>{note.text}</bdi>
            </Text>
            <Group gap={6} mt={4}>
              <Button size="compact-xs" variant="default" onClick={() => setDialog({ what: 'show', note })}>
                {text.t('common.open')}
              </Button>
              {note.state === 'written' && note.outgoing === me.mark && (
                <Button size="compact-xs" variant="default" onClick={() => setDialog({ what: 'change', note })}>
                  {text.t('handover.change')}
                </Button>
              )}
              {maySign(note) && (
                <Button size="compact-xs" onClick={() => setDialog({ what: 'sign', note })}>
                  {text.t('handover.sign')}
                </Button>
              )}
              {isOpen(note) && (note.outgoing === me.mark || me.is('supervisor')) && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  color="red"
                  onClick={() => setDialog({ what: 'withdraw', note })}
                >
                  {text.t('handover.withdraw')}
                </Button>
              )}
            </Group>
          </div>
        ))}
      </Stack>
      <MoreButton more={list.more} />
      {dialog?.what === 'write' && <NoteDialog people={watch.people} onClose={close} />}
      {dialog?.what === 'change' && <NoteDialog people={watch.people} note={dialog.note} onClose={close} />}
      {dialog?.what === 'sign' && <SignDialog note={dialog.note} onClose={close} />}
      {dialog?.what === 'show' && (
        <Modal
          opened
          onClose={close}
          title={text.t('handover.title')}
          size="lg"
          closeButtonProps={{ 'aria-label': text.t('common.close') }}
        >
          <Note note={dialog.note} />
        </Modal>
      )}
      {dialog?.what === 'withdraw' && (
        <ReasonDialog
          opened
          danger
          title={text.t('handover.withdraw')}
          confirm={text.t('handover.withdraw')}
          pending={withdraw.isPending}
          error={withdraw.error}
          onClose={close}
          onConfirm={(reason) =>
            withdraw.mutate({
              path: `/api/watch/handovers/${dialog.note.id}/withdraw`,
              body: { version: dialog.note.version, reason },
            })
          }
        />
      )}
    </Section>
  );
}

/** All that is signed: the note, the queue in figures, who to whom. */
function Note({ note }: { readonly note: HandoverView }) {
  const text = useText();
  const { figures } = note;
  return (
    <Stack gap="sm">
      <Facts
        cols={2}
        facts={[
          [text.t('handover.outgoing'), <Actor key="o" id={note.outgoing} />],
          [text.t('handover.incoming'), <Actor key="i" id={note.incoming} />],
          note.offeredAt !== null && [text.t('handover.outgoing'), <When key="oa" at={note.offeredAt} />],
          note.signedAt !== null && [text.t('handover.signed-at'), <When key="sa" at={note.signedAt} />],
        ]}
      />
      <Text style={{ whiteSpace: 'pre-wrap' }}>
        <bdi>{note.text}</bdi>
      </Text>
      {figures && (
        <div>
          <Text size="xs" c="dimmed" mb={4}>
            {text.t('handover.figures')}
          </Text>
          <Group gap={6}>
            {(
              [
                ['board.open', figures.open],
                ['board.overdue', figures.overdue],
                ['board.life', figures.lifeAtRisk],
                ['desk.escalated', figures.escalated],
                ['desk.snoozed', figures.snoozed],
                ['handover.undelivered', figures.undelivered],
              ] as const
            ).map(([label, n]) => (
              <Badge key={label} variant="light" color="gray" tt="none">
                {text.t(label)}: {text.number(n)}
              </Badge>
            ))}
          </Group>
        </div>
      )}
      {note.digest && (
        <div>
          <Text size="xs" c="dimmed">
            {text.t('handover.digest')}
          </Text>
          <span className="mono">{note.digest}</span>
        </div>
      )}
    </Stack>
  );
}

function NoteDialog({
  people,
  note,
  onClose,
}: {
  readonly people: WatchView['people'];
  readonly note?: HandoverView;
  onClose(): void;
}) {
  const text = useText();
  const me = useMe();
  const [incoming, setIncoming] = useState<string | null>(note?.incoming ?? null);
  const [words, setWords] = useState(note?.text ?? '');
  const send = useSend(onClose);
  const errors = fieldErrors(send.error, text);
  return (
    <FormDialog
      title={text.t('handover.write')}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          method: note ? 'PUT' : 'POST',
          path: note ? `/api/watch/handovers/${note.id}` : '/api/watch/handovers',
          body: { incoming, text: words, ...(note && { version: note.version }) },
        })
      }
    >
      <Select
        label={text.t('handover.to')}
        data={people.filter(({ id }) => id !== me.mark).map(({ id, name }) => ({ value: id, label: name }))}
        value={incoming}
        onChange={setIncoming}
        error={errors.at('/incoming')}
        searchable
        required
        data-autofocus
      />
      <Textarea
        label={text.t('handover.text')}
        value={words}
        maxLength={10_000}
        onChange={(event) => setWords(event.currentTarget.value)}
        error={errors.at('/text')}
        autosize
        minRows={6}
        maxRows={16}
        required
      />
    </FormDialog>
  );
}

function SignDialog({ note, onClose }: { readonly note: HandoverView; onClose(): void }) {
  const text = useText();
  const [password, setPassword] = useState('');
  const send = useSend(onClose);
  const errors = fieldErrors(send.error, text);
  return (
    <FormDialog
      title={text.t('handover.sign')}
      submit={text.t('handover.sign')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({ path: `/api/watch/handovers/${note.id}/sign`, body: { version: note.version, password } })
      }
    >
      <Note note={note} />
      <Text size="sm">{text.t('handover.sign.hint')}</Text>
      <PasswordInput
        label={text.t('sign-in.password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        error={errors.at('/password')}
        required
        data-autofocus
      />
    </FormDialog>
  );
}
