import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { CaseAccess as Access } from '../../../../src/cases/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import type { CaseDialogProps, CaseProps } from './case-props.ts';
import { ColleagueSelect, ColleaguesSelect } from './work/ColleagueSelect.tsx';

/** Who may see a restricted case; a supervisor lets people in and out. */
export function CaseAccess({ file }: CaseProps) {
  const text = useText();
  const me = useMe();
  const query = useGet<Access>(`/api/cases/${file.id}/access`);
  const [picked, setPicked] = useState<string | null>(null);
  const send = useSend(() => setPicked(null));
  const rules = me.is('supervisor');
  const change = (person: string, isIn: boolean) =>
    send.mutate({ path: `/api/cases/${file.id}/let-in`, body: { person, isIn } });
  return (
    <Section
      title={text.t('access.title')}
      actions={
        rules && (
          <Button
            size="xs"
            variant="default"
            onClick={() => send.mutate({ path: `/api/cases/${file.id}/open-to-all`, body: { version: file.version } })}
          >
            {text.t('access.open')}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {({ people }) => (
          <Stack gap="xs">
            {people.map(({ id, name }) => (
              <Group key={id} gap="xs">
                <Text size="sm">
                  <bdi>{name}</bdi>
                </Text>
                {rules && id !== me.mark && (
                  <Button size="compact-xs" variant="subtle" color="red" onClick={() => change(id, false)}>
                    {text.t('access.let-out')}
                  </Button>
                )}
              </Group>
            ))}
            {rules && (
              <Group align="end" gap="xs">
                <ColleagueSelect
                  caseId={file.id}
                  everybody
                  label={text.t('access.let-in')}
                  value={picked}
                  onChange={setPicked}
                  without={people.map(({ id }) => id)}
                />
                <Button variant="light" disabled={picked === null} onClick={() => picked && change(picked, true)}>
                  {text.t('access.let-in')}
                </Button>
              </Group>
            )}
          </Stack>
        )}
      </Loaded>
      <ProblemAlert error={send.error} />
    </Section>
  );
}

/** Closes the case to all but those named. */
export function RestrictDialog({ file, onClose }: CaseDialogProps) {
  const text = useText();
  const me = useMe();
  const send = useSend(onClose);
  const { form, body } = useFormState({ people: [] }, send.error);
  return (
    <FormDialog
      title={text.t('access.restrict')}
      submit={text.t('access.restrict')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path: `/api/cases/${file.id}/restrict`, body: body({ version: file.version }) })}
      onClose={onClose}
    >
      <Text size="sm">{text.t('access.restrict.hint')}</Text>
      <ColleaguesSelect
        {...form.many('/people')}
        caseId={file.id}
        label={text.t('access.people')}
        without={[me.mark, file.leadId]}
      />
    </FormDialog>
  );
}
