import { Alert, Button, Group, Text, Textarea } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useState } from 'react';
import { useSend } from '../../../api/hooks.ts';
import { useName } from '../../../api/names.ts';
import { useMe } from '../../../api/session.ts';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { ReasonDialog } from '../../../components/ReasonDialog.tsx';
import { useFormState } from '../../../form/use-form-state.ts';
import { useText } from '../../../i18n/use-text.ts';
import type { CaseDialogProps, CaseProps } from '../case-props.ts';
import { ColleagueSelect } from './ColleagueSelect.tsx';

/** An offer of the lead that waits for an answer: the other's to accept or decline, one's own to take back. */
export function HandOverWaiting({ file }: CaseProps) {
  const text = useText();
  const me = useMe();
  const offer = file.handOvers.find(({ state }) => state === 'offered');
  const [declining, setDeclining] = useState(false);
  const send = useSend(() => setDeclining(false));
  const whose = useName(offer ? (offer.to === me.mark ? offer.from : offer.to) : null);
  if (!offer || (offer.to !== me.mark && offer.from !== me.mark)) return null;
  const isMine = offer.to === me.mark;
  const settle = (result: string, reason?: string) =>
    send.mutate({ path: `/api/hand-overs/${offer.id}/settle`, body: { result, ...(reason ? { reason } : {}) } });
  return (
    <Alert
      mb="md"
      color="harbour"
      icon={<IconArrowsExchange />}
      title={text.t(isMine ? 'hand-over.asked' : 'hand-over.waits', { name: whose ?? '…' })}
    >
      <Text size="sm" className="prose" dir="auto">
        {offer.note}
      </Text>
      <Group gap="xs" mt="xs">
        {isMine ? (
          <>
            <Button size="xs" loading={send.isPending} onClick={() => settle('accepted')}>
              {text.t('hand-over.accept')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setDeclining(true)}>
              {text.t('hand-over.decline')}
            </Button>
          </>
        ) : (
          <Button size="xs" variant="default" loading={send.isPending} onClick={() => settle('withdrawn')}>
            {text.t('hand-over.take-back')}
          </Button>
        )}
      </Group>
      {!declining && <ProblemAlert error={send.error} />}
      <ReasonDialog
        opened={declining}
        title={text.t('hand-over.decline')}
        confirm={text.t('hand-over.decline')}
        pending={send.isPending}
        error={send.error}
        onConfirm={(reason) => settle('declined', reason)}
        onClose={() => setDeclining(false)}
      />
    </Alert>
  );
}

/** Offers the lead to a colleague. */
export function HandOverDialog({ file, onClose }: CaseDialogProps) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({}, send.error);
  return (
    <FormDialog
      title={text.t('hand-over.offer')}
      submit={text.t('hand-over.offer')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path: `/api/cases/${file.id}/hand-over`, body: body({ version: file.version }) })}
      onClose={onClose}
    >
      <ColleagueSelect
        {...form.choice('/to')}
        caseId={file.id}
        label={text.t('hand-over.to')}
        without={[file.leadId]}
        required
      />
      <Textarea {...form.text('/note')} label={text.t('hand-over.note')} autosize minRows={4} required />
    </FormDialog>
  );
}
