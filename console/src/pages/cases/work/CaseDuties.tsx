import { Button, Group, Paper, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { DutyView } from '../../../../../src/cases/contract.ts';
import { useSend } from '../../../api/hooks.ts';
import { Actor } from '../../../components/Actor.tsx';
import { Deadline } from '../../../components/Deadline.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Section } from '../../../components/Section.tsx';
import { StateBadge } from '../../../components/StateBadge.tsx';
import { useFormState } from '../../../form/use-form-state.ts';
import { useText } from '../../../i18n/use-text.ts';
import type { CaseDialogProps, CaseProps } from '../case-props.ts';
import { ColleagueSelect } from './ColleagueSelect.tsx';

type Open = 'new' | { readonly duty: DutyView; readonly what: 'finish' | 'move' };

/** What colleagues are to do, by when. */
export function CaseDuties({ file }: CaseProps) {
  const text = useText();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <Section
      title={text.t('duty.title')}
      actions={
        file.state === 'open' && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setOpen('new')}
          >
            {text.t('duty.new')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        {file.duties.length === 0 && <EmptyState title={text.t('duty.none')} />}
        {file.duties.map((duty) => (
          <Paper key={duty.id} withBorder p="sm">
            <Group justify="space-between" gap="xs">
              <Group gap="xs">
                <Text size="sm" fw={600}>
                  <Actor id={duty.owner} name={duty.ownerName} />
                </Text>
                <StateBadge state={duty.state} scope="duty.state" />
                {duty.state === 'open' && <Deadline at={duty.dueAt} />}
              </Group>
              {duty.state === 'open' && (
                <Group gap="xs">
                  <Button size="xs" variant="subtle" onClick={() => setOpen({ duty, what: 'move' })}>
                    {text.t('duty.move')}
                  </Button>
                  <Button size="xs" variant="default" onClick={() => setOpen({ duty, what: 'finish' })}>
                    {text.t('duty.finish')}
                  </Button>
                </Group>
              )}
            </Group>
            <Text size="sm" className="prose" dir="auto">
              {duty.what}
            </Text>
            {duty.note && (
              <Text size="sm" c="dimmed" className="prose" dir="auto">
                {duty.note}
              </Text>
            )}
          </Paper>
        ))}
      </Stack>
      {open === 'new' && <DutyDialog file={file} onClose={close} />}
      {open !== null && open !== 'new' && open.what === 'move' && (
        <DutyDialog file={file} duty={open.duty} onClose={close} />
      )}
      {open !== null && open !== 'new' && open.what === 'finish' && <FinishDialog duty={open.duty} onClose={close} />}
    </Section>
  );
}

/** A new task, or another person or day for one. */
function DutyDialog({ file, duty, onClose }: CaseDialogProps & { readonly duty?: DutyView }) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState(duty ? { owner: duty.owner } : {}, send.error);
  const [due, setDue] = useState(duty ? localInput(duty.dueAt) : '');
  const title = text.t(duty ? 'duty.move' : 'duty.new');
  const path = duty ? `/api/duties/${duty.id}/change` : `/api/cases/${file.id}/duties`;
  const more = { ...(due ? { dueAt: new Date(due).getTime() } : {}), ...(duty ? { version: duty.version } : {}) };
  return (
    <FormDialog
      title={title}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path, body: body(more) })}
      onClose={onClose}
    >
      <ColleagueSelect {...form.choice('/owner')} caseId={file.id} label={text.t('duty.owner')} required />
      {!duty && <Textarea {...form.text('/what')} label={text.t('case.task.what')} autosize minRows={3} required />}
      <TextInput
        type="datetime-local"
        label={text.t('case.task.due')}
        value={due}
        error={form.error('/dueAt')}
        onChange={(event) => setDue(event.currentTarget.value)}
        required
      />
    </FormDialog>
  );
}

function FinishDialog({ duty, onClose }: { readonly duty: DutyView; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({ result: 'done' }, send.error);
  return (
    <FormDialog
      title={text.t('duty.finish')}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path: `/api/duties/${duty.id}/finish`, body: body({ version: duty.version }) })}
      onClose={onClose}
    >
      <Select
        {...form.choice('/result')}
        label={text.t('call-back.result')}
        data={['done', 'dropped'].map((value) => ({ value, label: text.word(value, 'duty.state') }))}
      />
      <Textarea {...form.text('/note')} label={text.t('common.note')} autosize minRows={3} required />
    </FormDialog>
  );
}

/** As `datetime-local` wants it: the reader's own clock. */
function localInput(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
