import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { RELATIONS, type RelationView, type SubjectView } from '../../../../../src/cases/contract.ts';
import { useSend } from '../../../api/hooks.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { Section } from '../../../components/Section.tsx';
import { useFormState } from '../../../form/use-form-state.ts';
import { useText } from '../../../i18n/use-text.ts';
import { nameLines } from '../../../person/name-lines.ts';
import type { CaseDialogProps, CaseProps } from '../case-props.ts';

/** Whom a subject is called, or what it is where nobody may name it. */
export function useSubjectName(): (subject: SubjectView | undefined) => string {
  const text = useText();
  return (subject) => {
    if (!subject) return text.t('person.unnamed');
    const [name] = nameLines(subject.particulars.names);
    return (
      name ??
      `${text.word(subject.role, 'subject')} (${text.t(subject.identityHeld ? 'person.sealed' : 'person.unnamed')})`
    );
  };
}

/** Who is what to whom. */
export function CaseRelations({ file }: CaseProps) {
  const text = useText();
  const [adding, setAdding] = useState(false);
  const send = useSend();
  const nameOf = useSubjectName();
  const name = (id: string | null): string => nameOf(file.subjects.find((subject) => subject.id === id));
  const other = (relation: RelationView): string =>
    relation.outside ? (nameLines([relation.outside.name])[0] ?? '') : name(relation.other);
  return (
    <Section
      title={text.t('relation.title')}
      actions={
        file.state === 'open' &&
        file.subjects.length > 0 && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {text.t('relation.add')}
          </Button>
        )
      }
    >
      <ProblemAlert error={send.error} />
      {file.relations.length === 0 && <EmptyState title={text.t('relation.none')} />}
      <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {file.relations.map((relation) => (
          <Group key={relation.id} component="li" gap="xs" justify="space-between" wrap="nowrap">
            <Text size="sm">
              <bdi>{name(relation.subject)}</bdi> — <b>{text.word(relation.kind, 'relation')}</b> —{' '}
              <bdi>{other(relation)}</bdi>
              {relation.outside?.contact && <span className="ltr"> ({relation.outside.contact})</span>}
              {relation.note && <> · {relation.note}</>}
            </Text>
            {file.state === 'open' && (
              <ActionIcon
                variant="subtle"
                color="gray"
                onClick={() => send.mutate({ method: 'DELETE', path: `/api/relations/${relation.id}` })}
                aria-label={`${text.t('common.remove')}: ${name(relation.subject)} ${text.word(relation.kind, 'relation')}`}
              >
                <IconTrash size={15} />
              </ActionIcon>
            )}
          </Group>
        ))}
      </Stack>
      {adding && <RelationDialog file={file} onClose={() => setAdding(false)} />}
    </Section>
  );
}

const OUTSIDE = 'outside';

function RelationDialog({ file, onClose }: CaseDialogProps) {
  const text = useText();
  const send = useSend(onClose);
  const nameOf = useSubjectName();
  const [whom, setWhom] = useState<string | null>(null);
  const { form, body } = useFormState({ subject: file.subjects[0]?.id }, send.error);
  const people = file.subjects.map((subject) => ({ value: subject.id, label: nameOf(subject) }));
  const subject = file.subjects.find(({ id }) => id === form.get('/subject'));

  function submit(): void {
    const said = body() as { subject?: string; kind?: string; note?: string; name?: string; contact?: string };
    const { name, contact, ...relation } = said;
    const outside = { name: { kind: 'current', full: name ?? '' }, ...(contact ? { contact } : {}) };
    send.mutate({
      path: `/api/cases/${file.id}/relations`,
      body: { ...relation, ...(whom === OUTSIDE ? { outside } : { other: whom }) },
    });
  }

  return (
    <FormDialog
      title={text.t('relation.add')}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select {...form.choice('/subject')} label={text.t('relation.person')} data={people} required data-autofocus />
      <Select
        {...form.choice('/kind')}
        label={text.t('relation.is')}
        data={RELATIONS.map((kind) => ({ value: kind, label: text.word(kind, 'relation') }))}
        required
      />
      <Select
        label={text.t('relation.whom')}
        value={whom}
        onChange={setWhom}
        error={form.error('/other')}
        data={[
          ...people.filter(({ value }) => value !== form.get('/subject')),
          { value: OUTSIDE, label: text.t('relation.outside') },
        ]}
        required
      />
      {whom === OUTSIDE && (
        <>
          <TextInput {...form.text('/name')} label={text.t('relation.outside.name')} required />
          <TextInput {...form.text('/contact')} label={text.t('relation.outside.contact')} />
          {subject?.role === 'victim' && (
            <Text size="sm" c="dimmed">
              {text.t('relation.sealed')}
            </Text>
          )}
        </>
      )}
      <TextInput {...form.text('/note')} label={text.t('common.note')} />
    </FormDialog>
  );
}
