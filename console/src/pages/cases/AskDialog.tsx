import { Checkbox, Select, SimpleGrid, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ASSISTANCE_OF, WANTED } from '../../../../src/cases/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { BureausSelect } from '../../form/BureauSelect.tsx';
import { UrgencySelect } from '../../form/UrgencySelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import { nameLines } from '../../person/name-lines.ts';
import { Checklist } from '../requirements/Checklist.tsx';
import type { CaseDialogProps } from './case-props.ts';

interface Props extends CaseDialogProps {
  onStripped(pointers: readonly string[]): void;
}

/** Asks other bureaus for assistance in this case. */
export function AskDialog({ file, onClose, onStripped }: Props) {
  const text = useText();
  const send = useSend<{ readonly stripped: readonly string[] }>((result) => {
    notifications.show({ color: 'teal', message: text.t('case.ask.sent') });
    onStripped(result.stripped);
    onClose();
  });
  const { wanted, urgency, legalBasis, purpose, summary } = file;
  const { form, body } = useFormState(
    { to: [], wanted, urgency, legalBasis, purpose, summary, subjectIds: [], onward: 'no' },
    send.error,
  );
  return (
    <FormDialog
      title={text.t('case.ask.new')}
      submit={text.t('common.send')}
      pending={send.isPending}
      error={send.error}
      wide
      onSubmit={() => send.mutate({ path: `/api/cases/${file.id}/asks`, body: body() })}
      onClose={onClose}
    >
      <BureausSelect {...form.many('/to')} label={text.t('case.ask.to')} required />
      <Checkbox.Group {...form.many('/wanted')} label={text.t('intake.wanted')} required>
        <SimpleGrid cols={{ base: 1, xs: 2 }} mt={4} verticalSpacing={6}>
          {WANTED.map((value) => (
            <Checkbox key={value} value={value} label={text.word(value, 'wanted')} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      {file.subjects.length > 0 && (
        <Checkbox.Group {...form.many('/subjectIds')} label={text.t('case.ask.subjects')}>
          <Stack gap={6} mt={4}>
            {file.subjects.map((subject) => (
              <Checkbox
                key={subject.id}
                value={subject.id}
                label={`${nameLines(subject.particulars.names)[0] ?? text.t('person.unnamed')} (${text.word(subject.role, 'subject')})`}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <UrgencySelect {...form.choice('/urgency')} />
        <Select
          {...form.choice('/onward')}
          label={text.t('case.ask.onward')}
          data={(['no', 'with-consent', 'yes'] as const).map((value) => ({ value, label: text.word(value, 'onward') }))}
        />
      </SimpleGrid>
      <Checklist
        form={form}
        countries={(form.get('/to') as string[] | undefined) ?? []}
        assistance={[
          ...new Set(
            ((form.get('/wanted') as (typeof WANTED)[number][] | undefined) ?? []).flatMap((w) => ASSISTANCE_OF[w]),
          ),
        ]}
      />
      <Textarea
        {...form.text('/summary')}
        label={text.t('common.summary')}
        autosize
        minRows={3}
        maxRows={12}
        required
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Textarea {...form.text('/legalBasis')} label={text.t('common.legal-basis')} autosize minRows={2} required />
        <Textarea {...form.text('/purpose')} label={text.t('common.purpose')} autosize minRows={2} required />
      </SimpleGrid>
    </FormDialog>
  );
}
