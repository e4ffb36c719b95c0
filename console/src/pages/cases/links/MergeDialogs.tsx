import { Alert, Anchor, Button, Group, Select, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowMerge } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { CaseSummary, MergedCase } from '../../../../../src/cases/contract.ts';
import { useGet, useSend } from '../../../api/hooks.ts';
import { useMe } from '../../../api/session.ts';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { ReasonDialog } from '../../../components/ReasonDialog.tsx';
import { When } from '../../../components/When.tsx';
import { useFormState } from '../../../form/use-form-state.ts';
import { useText } from '../../../i18n/use-text.ts';
import type { CaseDialogProps, CaseProps } from '../case-props.ts';

interface PickProps extends CaseDialogProps {
  readonly what: 'merge' | 'link';
}

/** Another case, found by number or title: to merge this one into, or to link. */
export function OtherCaseDialog({ file, what, onClose }: PickProps) {
  const text = useText();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 250);
  const { data } = useGet<{ items: readonly CaseSummary[] }>('/api/cases', { q: q || undefined, limit: 20 });
  const cases = (data?.items ?? []).filter(({ id, state }) => id !== file.id && state !== 'merged');
  const send = useSend(() => {
    if (what === 'merge') void navigate(`/cases/${String(form.get('/into'))}`);
    onClose();
  });
  const { form, body } = useFormState({}, send.error);
  const title = text.t(what === 'merge' ? 'case.merge.do' : 'link.add');

  function submit(): void {
    const into = form.get('/into');
    const found = cases.find(({ id }) => id === into);
    if (what === 'merge') send.mutate({ path: `/api/cases/${file.id}/merge`, body: body() });
    else
      send.mutate({
        path: `/api/cases/${file.id}/links`,
        body: { ref: { kind: 'case', id: into }, label: found?.number ?? '–' },
      });
  }

  return (
    <FormDialog
      title={title}
      submit={title}
      pending={send.isPending}
      error={send.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {what === 'merge' && <Text size="sm">{text.t('case.merge.hint')}</Text>}
      <Select
        {...form.choice('/into')}
        label={text.t(what === 'merge' ? 'case.merge.into' : 'link.case')}
        data={cases.map(({ id, number, title: name }) => ({ value: id, label: `${number} ${name}` }))}
        searchable
        searchValue={typed}
        onSearchChange={setTyped}
        filter={({ options }) => options}
        required
        data-autofocus
      />
      {what === 'merge' && (
        <Textarea {...form.text('/reason')} label={text.t('pair.why')} autosize minRows={2} required />
      )}
    </FormDialog>
  );
}

/** Where this case went, or what came into it; and the way back. */
export function MergedWith({ file }: CaseProps) {
  const text = useText();
  const me = useMe();
  const [undoing, setUndoing] = useState<string | null>(null);
  const send = useSend(() => setUndoing(null));
  const undoes = me.is('analyst', 'supervisor', 'watch-officer');
  const rows: readonly (readonly [caseId: string, other: MergedCase])[] = file.mergedInto
    ? [[file.id, file.mergedInto]]
    : file.merged.map((other) => [other.id, other] as const);
  if (rows.length === 0) return null;
  return (
    <Alert
      mb="md"
      color={file.mergedInto ? 'orange' : 'harbour'}
      icon={<IconArrowMerge />}
      title={text.t(file.mergedInto ? 'case.merge.went' : 'case.merge.holds')}
    >
      {rows.map(([caseId, other]) => (
        <Group key={caseId} gap="xs" mb={4}>
          <Anchor component={Link} to={`/cases/${other.id}`} fw={600}>
            <span className="ltr">{other.number}</span> <bdi>{other.title}</bdi>
          </Anchor>
          <Text size="sm" c="dimmed">
            <When at={other.at} /> · <bdi>{other.reason}</bdi>
          </Text>
          {undoes && (
            <Button size="compact-sm" variant="default" onClick={() => setUndoing(caseId)}>
              {text.t('case.merge.undo')}
            </Button>
          )}
        </Group>
      ))}
      <ReasonDialog
        opened={undoing !== null}
        title={text.t('case.merge.undo')}
        reasonLabel={text.t('pair.why')}
        confirm={text.t('case.merge.undo')}
        pending={send.isPending}
        error={send.error}
        onClose={() => setUndoing(null)}
        onConfirm={(reason) => send.mutate({ path: `/api/cases/${undoing}/take-apart`, body: { reason } })}
      />
    </Alert>
  );
}
