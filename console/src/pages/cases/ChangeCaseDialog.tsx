import { Modal, MultiSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type CaseView, WANTED } from '../../../../src/cases/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { CountriesSelect } from '../../form/CountrySelect.tsx';
import { UrgencySelect } from '../../form/UrgencySelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import type { CaseDialogProps } from './case-props.ts';
import { ConflictChoice } from './conflict/ConflictChoice.tsx';

type Fields = Pick<CaseView, 'title' | 'urgency' | 'wanted' | 'countries' | 'summary' | 'legalBasis' | 'purpose'>;
type Standing = Fields & { version: number; changedBy: string | null; changedAt: number | null };

const fieldsOf = (of: Fields): Fields => {
  const { title, urgency, wanted, countries, summary, legalBasis, purpose } = of;
  return { title, urgency, wanted, countries, summary, legalBasis, purpose };
};

/** What the case says of itself. */
export function ChangeCaseDialog({ file, onClose }: CaseDialogProps) {
  const text = useText();
  // As it was when it was opened: what comes meanwhile is compared with it.
  const [opened] = useState(file);
  const send = useSend(onClose);
  const { form, body } = useFormState(fieldsOf(opened), send.error);
  const save = (value: object, version: number) =>
    send.mutate({ method: 'PATCH', path: `/api/cases/${opened.id}`, body: { ...value, version } });
  const current = send.error?.code === 'conflict' ? (send.error.values?.current as Standing | undefined) : undefined;
  const title = text.t('case.change');

  if (current?.summary !== undefined) {
    const show = (pointer: string, value: unknown): string =>
      Array.isArray(value)
        ? value
            .map((item) => (pointer === '/countries' ? text.country(String(item)) : text.word(String(item), 'wanted')))
            .join(', ')
        : pointer === '/urgency'
          ? text.word(String(value), 'urgency')
          : String(value ?? '');
    return (
      <Modal
        opened
        onClose={onClose}
        title={title}
        size="xl"
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': text.t('common.close') }}
      >
        <ConflictChoice
          // A third person may have been faster still.
          key={current.version}
          fields={[
            ['/title', text.t('cases.title-field')],
            ['/urgency', text.t('common.urgency')],
            ['/wanted', text.t('requests.wanted')],
            ['/countries', text.t('common.countries')],
            ['/summary', text.t('common.summary')],
            ['/legalBasis', text.t('common.legal-basis')],
            ['/purpose', text.t('common.purpose')],
          ]}
          base={fieldsOf(opened)}
          yours={body()}
          theirs={fieldsOf(current)}
          changedBy={current.changedBy}
          changedAt={current.changedAt}
          pending={send.isPending}
          show={show}
          onResolve={(value) => save(value, current.version)}
        />
      </Modal>
    );
  }
  return (
    <FormDialog
      title={title}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      wide
      onSubmit={() => save(body(), opened.version)}
      onClose={onClose}
    >
      <TextInput {...form.text('/title')} label={text.t('cases.title-field')} required data-autofocus />
      <UrgencySelect {...form.choice('/urgency')} />
      <MultiSelect
        searchable
        {...form.many('/wanted')}
        label={text.t('requests.wanted')}
        data={WANTED.map((value) => ({ value, label: text.word(value, 'wanted') }))}
      />
      <CountriesSelect {...form.many('/countries')} label={text.t('common.countries')} />
      <Textarea
        {...form.text('/summary')}
        label={text.t('common.summary')}
        autosize
        minRows={4}
        maxRows={14}
        required
      />
      <Textarea {...form.text('/legalBasis')} label={text.t('common.legal-basis')} autosize minRows={2} required />
      <Textarea {...form.text('/purpose')} label={text.t('common.purpose')} autosize minRows={2} required />
    </FormDialog>
  );
}
