import { Button, Group, Paper, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { TaskView } from '../../../../src/cases/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { Deadline } from '../../components/Deadline.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { AgencySelect } from '../../form/AgencySelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import { TaskLink } from '../requests/TaskLink.tsx';
import type { CaseDialogProps, CaseProps } from './case-props.ts';
import { CaseDuties } from './work/CaseDuties.tsx';

/** What colleagues and agencies are to do. */
export function CaseTasks({ file }: CaseProps) {
  const text = useText();
  const [dialog, setDialog] = useState<'task' | TaskView | null>(null);
  const close = () => setDialog(null);
  return (
    <>
      <CaseDuties file={file} />
      <Section
        title={text.t('case.tasks')}
        actions={
          file.state === 'open' && (
            <Button
              size="xs"
              variant="light"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setDialog('task')}
            >
              {text.t('case.task.new')}
            </Button>
          )
        }
      >
        <Stack gap="sm">
          {file.tasks.length === 0 && <EmptyState title={text.t('case.tasks.none')} />}
          {file.tasks.map((task) => (
            <Paper key={task.id} withBorder p="sm">
              <Group justify="space-between" gap="xs">
                <Group gap="xs">
                  <Text size="sm" fw={600}>
                    {task.agencyName ?? task.agency} <span className="ltr">({task.agency})</span>
                  </Text>
                  <StateBadge state={task.state} scope="task.state" />
                  {task.state === 'open' && <Deadline at={task.dueAt} />}
                </Group>
                {task.state === 'open' && (
                  <Button size="xs" variant="default" onClick={() => setDialog(task)}>
                    {text.t('case.task.finish')}
                  </Button>
                )}
              </Group>
              <Text size="sm" className="prose">
                {task.what}
              </Text>
              {task.state === 'open' && <TaskLink taskId={task.id} />}
              {task.note && (
                <Text size="sm" c="dimmed" className="prose">
                  {task.note}
                </Text>
              )}
            </Paper>
          ))}
        </Stack>
      </Section>
      {dialog === 'task' && <TaskDialog file={file} onClose={close} />}
      {dialog !== null && dialog !== 'task' && <FinishDialog task={dialog} onClose={close} />}
    </>
  );
}

function TaskDialog({ file, onClose }: CaseDialogProps) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({}, send.error);
  const [due, setDue] = useState('');
  return (
    <FormDialog
      title={text.t('case.task.new')}
      submit={text.t('case.task.new')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() =>
        send.mutate({
          path: `/api/cases/${file.id}/tasks`,
          body: body(due ? { dueAt: new Date(due).getTime() } : {}),
        })
      }
      onClose={onClose}
    >
      <AgencySelect {...form.choice('/agency')} label={text.t('request.agency')} required />
      <Textarea {...form.text('/what')} label={text.t('case.task.what')} autosize minRows={3} required />
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

function FinishDialog({ task, onClose }: { readonly task: TaskView; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({ result: 'done' }, send.error);
  return (
    <FormDialog
      title={text.t('case.task.finish')}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path: `/api/tasks/${task.id}/finish`, body: body() })}
      onClose={onClose}
    >
      <Select
        {...form.choice('/result')}
        label={text.t('call-back.result')}
        data={['done', 'not-possible'].map((value) => ({ value, label: text.word(value, 'task.state') }))}
      />
      <Textarea {...form.text('/note')} label={text.t('common.note')} autosize minRows={3} required />
    </FormDialog>
  );
}
