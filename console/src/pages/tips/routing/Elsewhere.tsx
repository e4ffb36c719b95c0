import { Button, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RoutingView } from '../../../../../src/tips/contract.ts';
import { useSend } from '../../../api/hooks.ts';
import { useMe } from '../../../api/session.ts';
import { Actor } from '../../../components/Actor.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Section } from '../../../components/Section.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { receiverName, targetKey } from './names.ts';

/** Who has the report by NCMEC's or the provider's hand: it is not sent there again. */
export function Elsewhere({ view }: { readonly view: RoutingView }) {
  const text = useText();
  const me = useMe();
  const [marking, setMarking] = useState(false);
  const mayMark = me.is('analyst', 'supervisor', 'watch-officer');
  if (view.elsewhere.length === 0 && !mayMark) return null;
  return (
    <Section
      title={text.t('routing.has')}
      actions={
        mayMark && (
          <Button size="xs" variant="default" onClick={() => setMarking(true)}>
            {text.t('routing.mark')}
          </Button>
        )
      }
    >
      {view.elsewhere.length === 0 && (
        <Text size="sm" c="dimmed">
          {text.t('common.none')}
        </Text>
      )}
      {view.elsewhere.map((one) => (
        <Text key={targetKey(one)} size="sm">
          <bdi>{receiverName(one, one.name, text)}</bdi> ·{' '}
          {text.t(one.by === 'ncmec' ? 'routing.mark.ncmec' : 'routing.mark.provider')} · {text.date(one.at)} ·{' '}
          <bdi>{one.note}</bdi> · <Actor id={one.markedBy} />
        </Text>
      ))}
      {marking && <MarkDialog view={view} onClose={() => setMarking(false)} />}
    </Section>
  );
}

function MarkDialog({ view, onClose }: { readonly view: RoutingView; onClose(): void }) {
  const text = useText();
  const [party, setParty] = useState<string | null>(null);
  const [by, setBy] = useState<string | null>('ncmec');
  const [day, setDay] = useState(() => new Date().toISOString().slice(0, 10));
  const [note, setNote] = useState('');
  const send = useSend(onClose);
  return (
    <FormDialog
      title={text.t('routing.mark')}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() => {
        const [kind, id] = (party ?? '').split(' ');
        const at = Math.min(Date.parse(`${day}T00:00:00Z`) || 0, Date.now() - 60_000);
        send.mutate({ path: `/api/tips/${view.tip.id}/sent-elsewhere`, body: { kind, id, by, at, note } });
      }}
    >
      <Select
        label={text.t('routing.candidate')}
        required
        searchable
        limit={60}
        value={party}
        onChange={setParty}
        data={view.targets.map((one) => ({
          value: targetKey(one),
          label: `${receiverName(one, one.name, text)} (${one.id})`,
        }))}
      />
      <Select
        label={text.t('routing.mark.by')}
        allowDeselect={false}
        value={by}
        onChange={setBy}
        data={[
          { value: 'ncmec', label: text.t('routing.mark.ncmec') },
          { value: 'provider', label: text.t('routing.mark.provider') },
        ]}
      />
      <TextInput
        label={text.t('routing.mark.when')}
        type="date"
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <Textarea
        label={text.t('common.note')}
        required
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
