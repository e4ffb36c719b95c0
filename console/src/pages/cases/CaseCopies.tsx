import { Anchor, Button, Checkbox, Group, MultiSelect, Select, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import {
  EXPORT_FORMATS,
  EXPORT_LANGS,
  type ExportView,
  REDACTABLE_FIELDS,
  REDACTABLE_PARTS,
} from '../../../../src/cases/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Hash } from '../../components/Hash.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { BureausSelect } from '../../form/BureauSelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import type { CaseDialogProps, CaseProps } from './case-props.ts';
import { useSubjectName } from './people/CaseRelations.tsx';

/** Copies that left the house, and making one. */
export function CaseCopies({ file }: CaseProps) {
  const text = useText();
  const [making, dialog] = useDisclosure(false);
  const query = useGet<{ items: readonly ExportView[] }>(`/api/cases/${file.id}/exports`);
  const without = (copy: ExportView): string =>
    copy.removed.map(({ kind, count }) => `${text.word(kind, 'removed')} (${count})`).join(', ');
  return (
    <Section
      title={text.t('copy.title')}
      actions={
        <Button size="xs" variant="light" leftSection={<IconFileExport size={14} aria-hidden />} onClick={dialog.open}>
          {text.t('copy.make')}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={text.t('copy.none')} />
          ) : (
            <RowTable
              caption={text.t('copy.title')}
              rows={items}
              keyOf={(copy) => copy.id}
              columns={[
                {
                  label: text.t('copy.download'),
                  lead: true,
                  cell: (copy) => (
                    <Anchor href={`/api/case-exports/${copy.id}`} download={copy.fileName} size="sm">
                      <span className="ltr">{copy.fileName}</span>
                    </Anchor>
                  ),
                },
                {
                  label: text.t('common.purpose'),
                  cell: (copy) => (
                    <Text size="sm" dir="auto">
                      {copy.purpose}
                    </Text>
                  ),
                },
                { label: text.t('copy.removed'), cell: (copy) => <Text size="sm">{without(copy)}</Text> },
                { label: 'SHA-256', cell: (copy) => <Hash value={copy.sha256} /> },
                {
                  label: text.t('cases.opened'),
                  cell: (copy) => (
                    <Text size="sm">
                      <When at={copy.at} /> · <bdi>{copy.by}</bdi>
                    </Text>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {making && <CopyDialog file={file} onClose={dialog.close} />}
    </Section>
  );
}

function CopyDialog({ file, onClose }: CaseDialogProps) {
  const text = useText();
  const send = useSend(onClose);
  const nameOf = useSubjectName();
  const [redacts, setRedacts] = useState(false);
  const { form, body } = useFormState({ format: 'bundle', lang: text.language, to: [] }, send.error);

  function submit(): void {
    const { redact = {}, ...more } = body() as { redact?: object };
    send.mutate({ path: `/api/cases/${file.id}/exports`, body: { ...more, ...(redacts ? { redact } : {}) } });
  }

  return (
    <FormDialog
      title={text.t('copy.make')}
      submit={text.t('copy.make')}
      pending={send.isPending}
      error={send.error}
      wide
      onSubmit={submit}
      onClose={onClose}
    >
      <Group grow align="start">
        <Select
          {...form.choice('/format')}
          label={text.t('copy.format')}
          data={EXPORT_FORMATS.map((value) => ({ value, label: text.t(`copy.format.${value}`) }))}
          allowDeselect={false}
        />
        <Select
          {...form.choice('/lang')}
          label={text.t('copy.lang')}
          data={EXPORT_LANGS.map((value) => ({
            value,
            label: new Intl.DisplayNames([value], { type: 'language' }).of(value) ?? value,
          }))}
          allowDeselect={false}
        />
      </Group>
      <Textarea
        {...form.text('/purpose')}
        label={text.t('common.purpose')}
        autosize
        minRows={2}
        required
        data-autofocus
      />
      <BureausSelect {...form.many('/to')} label={text.t('copy.to')} />
      <Checkbox
        label={text.t('copy.redact')}
        description={text.t('copy.redact.hint')}
        checked={redacts}
        onChange={(event) => setRedacts(event.currentTarget.checked)}
      />
      {redacts && (
        <Stack gap="sm">
          <MultiSelect
            searchable
            {...form.many('/redact/persons')}
            label={text.t('copy.persons')}
            data={file.subjects.map((subject) => ({ value: subject.id, label: nameOf(subject) }))}
          />
          <MultiSelect
            searchable
            {...form.many('/redact/fields')}
            label={text.t('copy.fields')}
            data={REDACTABLE_FIELDS.map((value) => ({ value, label: text.word(value, 'removed') }))}
          />
          <MultiSelect
            searchable
            {...form.many('/redact/parts')}
            label={text.t('copy.parts')}
            data={REDACTABLE_PARTS.map((value) => ({ value, label: text.word(value, 'removed') }))}
          />
        </Stack>
      )}
    </FormDialog>
  );
}
